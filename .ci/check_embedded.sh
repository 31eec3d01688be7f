#!/usr/bin/env bash
# HandrailEngine must compile as Embedded Swift for WebAssembly, so that the same evaluator can run in
# a browser or at the edge: no `any`, no untyped throws, no Codable, no reflection.
set -euo pipefail
cd "$(dirname "$0")/.."

out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
mapfile -t files < <(find Sources/HandrailEngine -name '*.swift' | sort)
if [ "${#files[@]}" -eq 0 ]; then
  echo "Sources/HandrailEngine holds no Swift file" >&2
  exit 1
fi

swiftc -target wasm32-unknown-none-wasm -enable-experimental-feature Embedded -wmo -O \
  -swift-version 6 \
  -enable-upcoming-feature ExistentialAny \
  -enable-upcoming-feature InternalImportsByDefault \
  -enable-upcoming-feature MemberImportVisibility \
  -enable-upcoming-feature NonisolatedNonsendingByDefault \
  -strict-memory-safety -warnings-as-errors \
  -module-name HandrailEngine -package-name handrail -parse-as-library \
  -c "${files[@]}" -o "$out/HandrailEngine.o"
echo "HandrailEngine compiles as Embedded Swift: ${#files[@]} files"
