#!/bin/sh
# Asks a CloudStack server what it has, generates the client anew, tests it, and shows what would be published.
# Needs CLOUDSTACK_ENDPOINT, CLOUDSTACK_KEY and CLOUDSTACK_SECRET, or a ~/.cloudstack.ini.
set -eu

npm ci

npx cloudstack-codegen discover --out new.listapis.json
npx cloudstack-codegen diff cloudstack.listapis.json new.listapis.json --format markdown > CHANGES.md

current=$(node -p "require('./client/package.json').version")
npx cloudstack-codegen diff cloudstack.listapis.json new.listapis.json --json --package-version "$current" > changes.json
version=$(node -p "require('./changes.json').diff.version.next")

mv new.listapis.json cloudstack.listapis.json
npx cloudstack-codegen generate --package-version "$version"
npx cloudstack-codegen check --package-version "$version"

npm test
if [ "$version" != "$current" ]; then npm publish ./client --dry-run; fi
