#!/usr/bin/env bash
# promise: ffmpeg converts sound and video in the current directory; a file that names others, or an address, gets at neither
# limit: 120
# SPDX-License-Identifier: Apache-2.0
source "$LIB"
command -v ffmpeg >/dev/null || skip 'there is no ffmpeg here'
mkdir "$HOME/media" && cd "$HOME/media" || exit
mkdir -p .git/hooks
quiet=(-loglevel error -nostdin -y)

works 'it makes a film with sound' "$SANDBOX" -p media ffmpeg "${quiet[@]}" -f lavfi -i testsrc=duration=1:size=160x120:rate=5 \
  -f lavfi -i sine=duration=1 -c:v libx264 -c:a aac film.mp4
says $'h264\naac' '    which the host sees, and ffprobe reads' "$SANDBOX" ffprobe -v error -show_entries stream=codec_name -of csv=p=0 film.mp4
for into in libvpx-vp9:film.webm libx265:film.mkv gif:film.gif; do
  works "it converts, with ${into%:*}" "$SANDBOX" ffmpeg "${quiet[@]}" -i film.mp4 -an -c:v "${into%:*}" "${into#*:}"
done
for into in libmp3lame:sound.mp3 libopus:sound.opus flac:sound.flac; do
  works "    sound, with ${into%:*}" "$SANDBOX" ffmpeg "${quiet[@]}" -i film.mp4 -vn -c:a "${into%:*}" "${into#*:}"
done
works 'it writes text into pictures' "$SANDBOX" ffmpeg "${quiet[@]}" -i film.mp4 -vf drawtext=text=hello -frames:v 1 still.png

cp film.mp4 "$HOME/private.mp4"
printf "file '%s'\n" "$HOME/private.mp4" >list
named=(ffmpeg "${quiet[@]}" -f concat -safe 0 -i list -c copy stolen.mp4)
works 'careless: a list in the directory can name a file of the home' "${named[@]}"
rm stolen.mp4
exits 1 'inside it is not there' "$SANDBOX" "${named[@]}"
refused '    and nothing has come of it' test -s stolen.mp4
"$SANDBOX" ffmpeg "${quiet[@]}" -i film.mp4 -c copy ../beside.mp4 2>/dev/null
refused 'beside the directory nothing is written on the host' test -e ../beside.mp4

ask_media() { "$SANDBOX" -p media --ro "$PROBE" -- "$PROBE" "$@"; }
refused_with EAFNOSUPPORT 'there are no sockets but for the local ones: of IPv4' ask_media socket 2
refused_with EAFNOSUPPORT '    of IPv6' ask_media socket 10
refused_with EAFNOSUPPORT '    or of the kernel' ask_media socket 16
refused_with EROFS 'a hook cannot be planted' ask_media create "$PWD/.git/hooks/pre-commit"
refused_with EPERM 'it traces nobody' ask_media trace-child
if [[ $(printf '6.3\n%s\n' "$(uname -r)" | sort -V | head -n 1) == 6.3 ]]; then
  refused_with 'EACCES|EPERM' 'no memory is writable and executable' ask_media map-writable-code
fi
