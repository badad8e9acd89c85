"""Settings of the tests: the real ones, with a fast hasher, plain http and mail kept in memory."""

import os

os.environ.setdefault("SECRET_KEY", "only-for-tests-" + "x" * 50)
os.environ.setdefault("HTTPS", "false")
os.environ.setdefault("STATIC_HASHED", "false")
os.environ.setdefault("CONN_MAX_AGE", "0")

from .settings import *

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
EMAIL_USE_TLS = False
ALLOWED_HOSTS = ["*"]
