#!/bin/sh
# Runs a command with an Octane key that lives as long as the command does, and fails first if a key that others use is about to end.
#
#   KEYPORTER_URL=https://octane.example.com KEYPORTER_SHARED_SPACE=1001 \
#   KEYPORTER_CLIENT_ID=... KEYPORTER_CLIENT_SECRET=... sh short-lived-key.sh npm run report
#
# WITHIN says how soon is soon, CA names your company's own certificate authority, KEYPORTER another way to start keyporter.
set -eu
keyporter() { ${KEYPORTER:-npx keyporter} "$@" --service octane ${CA:+--ca "$CA"}; }

keyporter expiring --within "${WITHIN:-14d}" --exit-code > /dev/null

folder=$(mktemp -d)
id=
end() {
  # Whatever happened, the key does not outlive this script.
  [ -z "$id" ] || keyporter revoke "$id" --yes > /dev/null
  rm -rf "$folder"
}
trap end EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM

keyporter create --set "name=run-$$" --set expiration=1d --secret-file "$folder/secret" > "$folder/made.json"
read_made() { node -p "JSON.parse(require('fs').readFileSync(0, 'utf8')).credential.$1" < "$folder/made.json"; }
id=$(read_made id)

OCTANE_CLIENT_ID=$(read_made clientId) OCTANE_CLIENT_SECRET=$(cat "$folder/secret") "$@"
