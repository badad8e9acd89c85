#!/bin/sh
# Run once by the postgres image, on an empty volume. The owner migrates; the application role owns nothing.
set -eu
psql --set ON_ERROR_STOP=1 --set owner="$OWNER_PASSWORD" --set app="$APP_PASSWORD" <<'SQL'
CREATE ROLE paincare_owner LOGIN PASSWORD :'owner';
CREATE ROLE paincare_app LOGIN PASSWORD :'app';
CREATE DATABASE paincare OWNER paincare_owner;
SQL
