# The image of web, worker, beat and the migrations (`app`), and the one of the reverse proxy (`proxy`).
FROM python:3.11-slim AS packages
COPY requirements.txt .
RUN python -m venv /venv && /venv/bin/pip install --no-cache-dir --require-hashes -r requirements.txt

FROM python:3.11-slim AS app
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
RUN useradd --system --uid 10001 --no-create-home paincare && install --directory --owner paincare /uploads
COPY --from=packages /venv /venv
WORKDIR /app
COPY . .
# Files for the browser are hashed and compressed once, here; none of these settings is kept.
RUN env $(grep -v '^#' .ci/production-like.env) python manage.py collectstatic --no-input
USER paincare
EXPOSE 8000
CMD ["gunicorn", "paincare.wsgi", "--bind", "0.0.0.0:8000", "--workers", "2", "--worker-class", "gthread", \
     "--threads", "4", "--worker-tmp-dir", "/dev/shm", "--no-control-socket"]

FROM caddy:2 AS proxy
COPY deploy/Caddyfile /etc/caddy/Caddyfile
RUN chown -R 10001:10001 /config /data
USER 10001:10001
