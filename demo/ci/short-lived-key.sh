#!/bin/sh
# Runs a command with an Octane key that lives as long as the command does, and fails first if a key that others use is about to end.
#
#   KEYPORTER_URL=https://octane.example.com KEYPORTER_SHARED_SPACE=1001 \
#   KEYPORTER_CLIENT_ID=... KEYPORTER_CLIENT_SECRET=... sh short-lived-key.sh npm run report
#
# The package must be installed here; --no-install sees to it that npx never fetches another of that name, which would get your secret.
# WITHIN says how soon is soon, CA names your company's own certificate authority, KEYPORTER another way to start keyporter.
set -eu
keyporter() { ${KEYPORTER:-npx --no-install keyporter} "$@" --service octane ${CA:+--ca "$CA"}; }

keyporter expiring --within "${WITHIN:-14d}" --exit-code > /dev/null

folder=$(mktemp -d)
id=
read_made() { node -p "JSON.parse(require('fs').readFileSync(0, 'utf8')).credential.$1" < "$folder/made.json"; }
end() {
  # Whatever happened, the key does not outlive this script: also not where a signal came while it was made.
  [ -n "$id" ] || [ ! -s "$folder/made.json" ] || id=$(read_made id)
  [ -z "$id" ] || keyporter revoke "$id" --yes > /dev/null
  rm -rf "$folder"
}
stop() {
  [ -z "${!:-}" ] || kill "$!" 2> /dev/null || :
  exit "$1"
}
trap end EXIT
trap 'stop 129' HUP
trap 'stop 130' INT
trap 'stop 143' TERM

keyporter create --set "name=run-$$" --set expiration=1d --secret-file "$folder/secret" > "$folder/made.json"
id=$(read_made id)

# A shell hears of a signal only between two commands, or while it waits for one behind it; and what is behind it would lose its input.
exec 3<&0
OCTANE_CLIENT_ID=$(read_made clientId) OCTANE_CLIENT_SECRET=$(cat "$folder/secret") "$@" <&3 3<&- &
exec 3<&-
wait "$!"
