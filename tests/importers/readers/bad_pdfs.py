"""PDFs that readers must reject, and others that are written by hand."""

import zlib


def pdf(*objects: str) -> bytes:
    """Return a PDF that consists of the given objects, numbered from 1."""
    data, offsets = b"%PDF-1.4\n", []
    for number, contents in enumerate(objects, 1):
        offsets.append(len(data))
        data += f"{number} 0 obj\n{contents}\nendobj\n".encode("latin-1")
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    size = len(objects) + 1
    end = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<</Size {size}/Root 1 0 R>>"
    return data + f"{end}\nstartxref\n{len(data)}\n%%EOF\n".encode("latin-1")


CATALOG = "<</Type/Catalog/Pages 2 0 R>>"
ONE_PAGE = "<</Type/Pages/Count 1/Kids[3 0 R]>>"
BLANK_PAGE = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"


def encrypted_pdf() -> bytes:
    """Return a PDF that needs a password."""
    secret = f"<{'5a' * 32}>"
    encryption = f"<</Filter/Standard/V 1/R 2/O{secret}/U{secret}/P -4>>"
    data = pdf(CATALOG, ONE_PAGE, BLANK_PAGE, encryption)
    return data.replace(b"/Root 1 0 R", b"/Root 1 0 R/Encrypt 4 0 R/ID[<01><01>]")


def pdf_with_unknown_encryption() -> bytes:
    """Return a PDF that an unknown program encrypted."""
    return encrypted_pdf().replace(b"/Filter/Standard", b"/Filter/Nonesuch")


def pdf_with_damaged_text() -> bytes:
    """Return a page with damage in the middle of its compressed contents."""
    intact = zlib.compress(bytes(range(256)) * 9)
    packed = (intact[:100] + bytes([255] * 100) + intact[200:]).decode("latin-1")
    contents = f"<</Filter/FlateDecode/Length {len(packed)}>>stream\n{packed}\nendstream"
    return pdf(CATALOG, ONE_PAGE, "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>", contents)


def pdf_with_incomplete_font() -> bytes:
    """Return a page in a composite font that names no font it is composed of."""
    page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>"
    contents = "<</Length 25>>stream\nBT /F 9 Tf (12) Tj ET    \nendstream"
    return pdf(CATALOG, ONE_PAGE, page, contents, "<</Type/Font/Subtype/Type0/BaseFont/A/Encoding/Identity-H>>")


def pdf_with_fields() -> bytes:
    """Return a page with a filled input box that inherits its type, a hidden one, a text box and a link."""
    annotations = (
        "<</Subtype/Widget/Parent<</FT/Tx>>/V(24)/Rect[10 50 60 60]>>"
        "<</Subtype/Widget/FT/Tx/F 2/V(99)/Rect[10 30 60 40]>>"
        "<</Subtype/FreeText/Contents<FEFF65E0>/Rect[10 10 60 20]>>"
        "<</Subtype/Link/Contents(7)/Rect[10 70 60 80]>>"
    )
    return pdf(CATALOG, ONE_PAGE, f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 300]/Annots[{annotations}]>>")


def tagged_pdf(operators: str, page: str = "") -> bytes:
    """Return an export of one page: a tag that holds the text with mark 0, and `operators` that write text."""
    keywords = "gongkai-agency=jia, gongkai-year=2024, gongkai-form=2021, gongkai-version=0"
    catalog = "<</Type/Catalog/Pages 2 0 R/StructTreeRoot<</K[<</S/Document/K[<</S/H1/Pg 3 0 R/K 0>>]>>]>>>>"
    font = "<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>"
    page = f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R/Resources{font}{page}>>"
    text = f"BT /F 9 Tf 9 99 Td {operators} ET"
    contents = f"<</Length {len(text)}>>stream\n{text}\nendstream"
    data = pdf(catalog, ONE_PAGE, page, contents, f"<</Keywords({keywords})>>")
    return data.replace(b"/Root 1 0 R", b"/Root 1 0 R/Info 5 0 R")


def scanned_pdf() -> bytes:
    """Return a PDF of one page that is covered by an image and has invisible recognised text."""
    font = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
    image = "<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length 1>>stream"
    resources = "<</Font<</F 4 0 R>>/XObject<</X 5 0 R>>>>"
    page = f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 6 0 R/Resources{resources}>>"
    operators = "q 99 0 0 99 0 0 cm /X Do Q BT 3 Tr /F 9 Tf 9 9 Td (12) Tj ET"
    contents = f"<</Length {len(operators)}>>stream\n{operators}\nendstream"
    return pdf(CATALOG, ONE_PAGE, page, font, f"{image}\n0\nendstream", contents)


def pdf_with_300_pages() -> bytes:
    """Return a PDF of 300 blank pages."""
    kids = " ".join(f"{number} 0 R" for number in range(3, 303))
    return pdf(CATALOG, f"<</Type/Pages/Count 300/Kids[{kids}]>>", *[BLANK_PAGE] * 300)


def endless_pdf() -> bytes:
    """Return a PDF that takes forever to read: nested forms, each of which draws the next one ten times."""
    forms = [
        f"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X {n + 1} 0 R>>>>/Length 60>>stream\n"
        f"{'/X Do ' * 10}\nendstream"
        for n in range(5, 16)
    ]
    page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Resources<</XObject<</X 5 0 R>>>>/Contents 4 0 R>>"
    last = "<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Length 12>>stream\n0 0 5 5 re f\nendstream"
    contents = "<</Length 6>>stream\n/X Do \nendstream"
    return pdf(CATALOG, ONE_PAGE, page, contents, *forms, last)
