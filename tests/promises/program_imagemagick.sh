#!/usr/bin/env bash
# promise: ImageMagick converts pictures in the current directory, under the machine's own policy; a picture that names others gets at none
# limit: 120
# SPDX-License-Identifier: Apache-2.0
source "$LIB"
# By the names of Debian's version 6: others have a program called convert.
command -v convert-im6.q16 >/dev/null || skip 'there is no ImageMagick 6 here'
mkdir "$HOME/media" && cd "$HOME/media" || exit
im() { "$SANDBOX" "$1-im6.q16" "${@:2}"; }

works 'it makes a picture' im convert rose: rose.png
says 'PNG 70x46' '    whose kind and size it tells' im identify -format '%m %wx%h' rose.png
for format in jpg gif webp tiff bmp; do
  works "it converts to $format" im convert rose.png "rose.$format"
  works '    and back' im convert "rose.$format" "from-$format.png"
done
works 'it changes a picture in its place' im mogrify -resize 10x10 rose.gif
says 10x7 '    on the host' im identify -format '%wx%h' rose.gif
works 'it writes text' im convert -font DejaVu-Sans label:hello label.png

cp rose.png "$HOME/private.png"
printf "push graphic-context\nviewbox 0 0 70 46\nimage Over 0,0 70,46 '%s'\npop graphic-context\n" "$HOME/private.png" >names.mvg
works 'careless: a picture can name another, of the home' convert-im6.q16 mvg:names.mvg stolen.png
works '    and show it' sh -c '[ "$(identify-im6.q16 -format %k stolen.png)" -gt 100 ]'
rm stolen.png
capture im convert mvg:names.mvg stolen.png
[[ ! -e stolen.png || $(identify-im6.q16 -format %k stolen.png) -lt 3 ]] && good=yes || good=no
verdict "$good" 'inside it is not there' 'an empty picture or none' im convert mvg:names.mvg stolen.png
exits 1 'what the policy of the machine forbids is forbidden' im convert rose.png rose.pdf
im convert rose.png ../rose.png 2>/dev/null
refused 'beside the directory nothing is written on the host' test -e ../rose.png
