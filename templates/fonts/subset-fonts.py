"""Makes the four committed Tinos faces from the npm package @expo-google-fonts/tinos.

Run once, from the repository's root:
    npm install --no-save @expo-google-fonts/tinos@0.4.2
    python3 -m venv /tmp/fonts && /tmp/fonts/bin/pip install fonttools==4.68.0
    /tmp/fonts/bin/python templates/fonts/subset-fonts.py

Keeps Latin, Vietnamese and the combining marks of the Central Highlands' alphabets; drops hinting and
the OpenType layout tables, which the page engine does not read (it places marks itself).
"""

from pathlib import Path

from fontTools.subset import Options, Subsetter, load_font, parse_unicodes, save_font

PACKAGE = Path('node_modules/@expo-google-fonts/tinos')
TARGET = Path('templates/fonts')
FACES = {
    'Tinos-Regular.ttf': '400Regular/Tinos_400Regular.ttf',
    'Tinos-Bold.ttf': '700Bold/Tinos_700Bold.ttf',
    'Tinos-Italic.ttf': '400Regular_Italic/Tinos_400Regular_Italic.ttf',
    'Tinos-BoldItalic.ttf': '700Bold_Italic/Tinos_700Bold_Italic.ttf',
}
KEPT = '0020-007E,00A0-024F,02BC,02C8,0300-0331,1E00-1EFF,2000-206F,20AB,2116,2212,2264,2265,25A1'

options = Options(
    hinting=False,
    layout_features=[],
    drop_tables=['GSUB', 'GPOS', 'GDEF', 'gasp', 'DSIG'],
    notdef_outline=True,
    recalc_timestamp=False,
    name_IDs=[0, 1, 2, 4, 6, 13, 14],
)
for target, source in FACES.items():
    font = load_font(str(PACKAGE / source), options)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=parse_unicodes(KEPT))
    subsetter.subset(font)
    save_font(font, str(TARGET / target), options)
