#!/bin/sh
# Install what tests need beside Python, from Debian's packages: Chromium, fonts for Korean, Node.js for what is bundled,
# and the programs that ask the site as others do.
set -eu
has() { for program; do command -v "$program" >/dev/null 2>&1 || return 1; done; }
if has chromium npm curl roqet rapper && fc-list 2>/dev/null | grep -qi 'cjk'; then
    exit 0
fi
if ! command -v apt-get >/dev/null 2>&1 || [ "$(id -u)" -ne 0 ]; then
    echo "Chromium, npm, curl, roqet or rapper is not installed: the tests that need it will be skipped." >&2
    exit 0
fi
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
apt-get install -y -qq --no-install-recommends chromium fonts-noto-cjk fonts-noto-core fontconfig \
    curl rasqal-utils raptor2-utils >/dev/null
# A Node.js from elsewhere may stand in the way of Debian's.
command -v npm >/dev/null 2>&1 || apt-get install -y -qq --no-install-recommends nodejs npm >/dev/null
