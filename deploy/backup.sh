#!/bin/sh
# Dump the database now and then once a day; keep the dumps of the last BACKUP_DAYS days.
# A dump gets its name when it is whole, so that a file called *.dump can be restored.
set -eu
umask 077
while true; do
  name="$BACKUP_DIR/paincare-$(date -u +%Y%m%dT%H%M%SZ).dump"
  if pg_dump --format=custom --file="$name.unfinished"; then
    mv "$name.unfinished" "$name"
    find "$BACKUP_DIR" -name 'paincare-*.dump' -mtime "+$BACKUP_DAYS" -delete
    pause=86400
  else
    pause=300
  fi
  sleep "$pause" & wait $!
done
