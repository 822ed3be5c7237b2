"""The look of a document: A4, British English, its styles, what stands at the foot of each page, DRAFT across it."""

from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor

from siptui.documents.word.markup import attribute, runs

FONT = "Arial"
INK, MUTED = RGBColor(0x1F, 0x38, 0x64), RGBColor(0x59, 0x59, 0x59)
SHORT, LONG = 11906, 16838  # twips of the sides of A4
MARGIN = 1134  # 2 cm
SIZES = {"Heading 1": 15, "Heading 2": 12.5, "Heading 3": 10.5}
WATERMARK_PATH = "m@7,l@8,m@5,21600l@6,21600e"
WATERMARK_PLACE = (
    "position:absolute;margin-left:0;margin-top:0;width:430pt;height:170pt;rotation:315;z-index:-251658752;"
    "mso-position-horizontal:center;mso-position-horizontal-relative:margin;"
    "mso-position-vertical:center;mso-position-vertical-relative:margin"
)
OTHERS = 'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'


def width(wide: bool) -> int:
    """Twips between the margins of a page that stands, or of one that lies on its side."""
    return (LONG if wide else SHORT) - 2 * MARGIN


def section_markup(wide: bool) -> str:
    """The pages of a section; their feet are those of the section before."""
    across, down = (LONG, SHORT) if wide else (SHORT, LONG)
    turned = ' w:orient="landscape"' if wide else ""
    return (
        f'<w:pgSz w:w="{across}" w:h="{down}"{turned}/><w:pgMar w:top="{MARGIN}" w:right="{MARGIN}" '
        f'w:bottom="{MARGIN}" w:left="{MARGIN}" w:header="567" w:footer="567" w:gutter="0"/>'
    )


def set_styles(document: WordDocument) -> None:
    """Fonts, sizes, spaces, and the language."""
    styles = document.styles
    defaults = styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    if defaults is not None:
        for old in defaults.findall(qn("w:lang")):
            defaults.remove(old)
        defaults.append(parse_xml(f'<w:lang {nsdecls("w")} w:val="en-GB" w:eastAsia="en-GB" w:bidi="ar-SA"/>'))
    _font(styles["Normal"], 10)
    for name, size in SIZES.items():
        _font(styles[name], size)
        styles[name].font.bold, styles[name].font.color.rgb = True, INK
        before = 16 if size > 14 else 10
        styles[name].paragraph_format.space_before = Pt(before)
        styles[name].paragraph_format.space_after = Pt(4)
        styles[name].paragraph_format.keep_with_next = True
    for name, size in (("Title", 20), ("Subtitle", 14), ("Standing", 9.5)):
        if name == "Standing":
            styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH).base_style = styles["Normal"]
        _font(styles[name], size)
        styles[name].font.color.rgb = MUTED if name == "Standing" else INK
        styles[name].font.italic = False
        styles[name].paragraph_format.space_after = Pt(4)
    for name in ("Answer", "Label", "ColumnHead", "Help", "Gap"):
        style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = styles["Normal"]
        style.font.size = Pt({"Gap": 4, "Help": 8.5, "ColumnHead": 8.5}.get(name, 9.5))
        style.font.bold = name in ("Label", "ColumnHead")
        style.font.italic = name == "Help"
        if name == "Help":
            style.font.color.rgb = MUTED
        style.paragraph_format.space_before = style.paragraph_format.space_after = Pt(0 if name == "Gap" else 2)
    normal = styles["Normal"].paragraph_format
    normal.space_after, normal.line_spacing = Pt(4), 1.1


def _font(style: object, size: float) -> None:
    style.font.name, style.font.size = FONT, Pt(size)  # type: ignore[attr-defined]
    made = style.element.rPr  # type: ignore[attr-defined]
    for spread in made.findall(qn("w:spacing")):
        made.remove(spread)
    fonts = made.rFonts
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    for kind in ("eastAsia", "cs", "hAnsi"):
        fonts.set(qn(f"w:{kind}"), FONT)


def set_modern(document: WordDocument) -> None:
    """Word opens it as a document of today, and not in the mode for those of 2010 that python-docx begins with."""
    for setting in document.settings.element.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")


def set_page(document: WordDocument, foot: str, draft: str) -> None:
    """A4 that stands; the foot of every page with its number, and the word `draft` across it ("" for none)."""
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    for side in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
        setattr(section, side, Cm(2))
    section.header_distance = section.footer_distance = Cm(1)
    line = section.footer.paragraphs[0]
    line.alignment = WD_ALIGN_PARAGRAPH.CENTER
    words = f"<w:p {nsdecls('w')}>{runs(f'{foot}  ·  Page ')}{_field('PAGE')}{runs(' of ')}{_field('NUMPAGES')}</w:p>"
    line._p.extend(list(parse_xml(words)))
    document.styles["Footer"].font.size = Pt(8.5)
    document.styles["Footer"].font.color.rgb = MUTED
    if draft:
        section.header.paragraphs[0]._p.append(parse_xml(_watermark(draft)))


def _field(name: str) -> str:
    def part(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    told = f'<w:r><w:instrText xml:space="preserve"> {name} </w:instrText></w:r>'
    return f"{part('begin')}{told}{part('separate')}{runs('1')}{part('end')}"


def _watermark(word: str) -> str:
    """Across the page and behind the text, as Word itself makes it."""
    sums = ("sum #0 0 10800", "prod #0 2 1", "sum 21600 0 @1", "sum 0 0 @2", "sum 21600 0 @3", "if @0 @3 0")
    more = ("if @0 21600 @1", "if @0 0 @2", "if @0 @4 21600", "mid @5 @6", "mid @8 @5", "mid @7 @8", "mid @6 @7")
    formulas = "".join(f'<v:f eqn="{each}"/>' for each in (*sums, *more, "sum @6 0 @5"))
    text = attribute(word)
    return (
        f"<w:r {nsdecls('w')} {OTHERS}><w:rPr><w:noProof/></w:rPr><w:pict>"
        f'<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" path="{WATERMARK_PATH}">'
        f'<v:formulas>{formulas}</v:formulas><v:path textpathok="t" o:connecttype="custom" '
        'o:connectlocs="@9,0;@10,10800;@11,21600;@12,10800" o:connectangles="270,180,90,0"/>'
        '<v:textpath on="t" fitshape="t"/></v:shapetype>'
        f'<v:shape id="PowerPlusWaterMarkObject1" o:spid="_x0000_s2049" type="#_x0000_t136" alt="{text}" '
        f'style="{WATERMARK_PLACE}" o:allowincell="f" fillcolor="#d0d0d0" stroked="f"><v:fill opacity=".5"/>'
        f'<v:textpath style="font-family:&quot;{FONT}&quot;;font-size:1pt" string="{text}"/></v:shape></w:pict></w:r>'
    )
