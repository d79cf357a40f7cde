#!/bin/sh
# Starts a replica: a copy of the primary's data the first time, then whatever the primary writes.
set -eu
export PGPASSWORD="$REPLICATION_PASSWORD"
if [ ! -s "$PGDATA/PG_VERSION" ]; then
    until pg_basebackup --host="$PRIMARY_HOST" --username=replicator --pgdata="$PGDATA" \
        --wal-method=stream --checkpoint=fast --slot=replica --write-recovery-conf; do
        # A copy that broke off is begun again.
        find "$PGDATA" -mindepth 1 -delete
        sleep 2
    done
    chmod 700 "$PGDATA"
fi
exec postgres -c config_file=/etc/facelaw/primary.conf -c hba_file="$PGDATA/pg_hba.conf"
