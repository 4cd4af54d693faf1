"""What files that are no texts begin with, or hold: what to call them, and what their owner can do."""

# The bytes that a file has at a place near its beginning.
SIGNATURES: tuple[tuple[int, bytes, str], ...] = (
    (0, b"\x89PNG\r\n\x1a\n", "is a picture (PNG)"),
    (0, b"\xff\xd8\xff", "is a picture (JPEG)"),
    (0, b"GIF87a", "is a picture (GIF)"),
    (0, b"GIF89a", "is a picture (GIF)"),
    (0, b"II*\0", "is a picture (TIFF)"),
    (0, b"MM\0*", "is a picture (TIFF)"),
    (8, b"WEBPVP8", "is a picture (WebP)"),
    (0, b"\0\0\1\0", "is a picture (icon)"),
    (0, b"8BPS", "is a picture (Photoshop)"),
    (4, b"ftypheic", "is a picture (HEIC)"),
    (4, b"ftypmif1", "is a picture (HEIC)"),
    (4, b"ftypavif", "is a picture (AVIF)"),
    (4, b"ftyp", "is a film or a recording"),
    (0, b"\x1aE\xdf\xa3", "is a film or a recording"),
    (0, b"OggS", "is a film or a recording"),
    (0, b"fLaC", "is a film or a recording"),
    (0, b"ID3", "is a film or a recording"),
    (8, b"WAVEfmt ", "is a film or a recording"),
    (8, b"AVI LIST", "is a film or a recording"),
    (0, b"BM", "is a picture (bitmap)"),
    (0, b"MZ", "is a program"),
    (0, b"AT&TFORM", "is a scanned document (DjVu): save it as PDF with a layer of text"),
    (0, b"\x7fELF", "is a program"),
    (0, b"\xcf\xfa\xed\xfe", "is a program"),
    (0, b"\xca\xfe\xba\xbe", "is a program"),
    (0, b"\0asm", "is a program"),
    (0, b"7z\xbc\xaf\x27\x1c", "is a 7-Zip archive: unpack it, and add what is in it"),
    (0, b"Rar!\x1a\x07", "is a RAR archive: unpack it, and add what is in it"),
    (0, b"\x28\xb5\x2f\xfd", "is compressed with Zstandard: unpack it first"),
    (0, b"MSCF\0\0\0\0", "is a cabinet archive: unpack it, and add what is in it"),
    (0, b"SQLite format 3\0", "is a database (SQLite): export its articles as JSON Lines or CSV"),
    (0, b"PAR1", "is a Parquet file: export it as JSON Lines or CSV"),
    (0, b"bplist00", "is a page as Safari saves it, or a property list: save the page as PDF or HTML"),
    (60, b"BOOKMOBI", "is a Kindle book"),
    (0, b"!BDN", "is an Outlook mailbox (.pst): export it as .mbox or .eml"),
)  # fmt: skip
RICH_TEXT = b"{\\rtf"
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# The names of streams within such a file.
OLD_OFFICE_KINDS = (
    ("EncryptedPackage", "is an Office file with a password: save a copy without it"),
    ("WordDocument", "is an old Word file (.doc): save it as .docx or PDF"),
    ("Workbook", "is an old Excel file (.xls): save it as .csv"),
    ("PowerPoint Document", "is an old PowerPoint file (.ppt): save it as PDF"),
    ("__properties_version1.0", "is an Outlook letter (.msg): save it as .eml"),
)
ZIPPED_KINDS = (
    ("xl/workbook.xml", "is an Excel file (.xlsx): save it as .csv"),
    ("xl/workbook.bin", "is an Excel file (.xlsb): save it as .csv"),
    ("ppt/presentation.xml", "is a PowerPoint file (.pptx): save it as PDF"),
    ("META-INF/MANIFEST.MF", "is a Java program"),
    ("AndroidManifest.xml", "is an Android program"),
    ("Index/Document.iwa", "is a Pages, Numbers or Keynote file: export it as .docx or PDF"),
)
ZIPPED_MEDIA_TYPES = (
    (b"application/epub+zip", "is an e-book (EPUB): export it as HTML, text or PDF"),
    (b"application/vnd.oasis.opendocument.text", "is an OpenDocument text (.odt): save it as .docx or PDF"),
    (b"application/vnd.oasis.opendocument.spreadsheet", "is an OpenDocument table (.ods): save it as .csv"),
    (b"application/vnd.oasis.opendocument", "is an OpenDocument file: save it as PDF"),
)


def what_it_is(content: bytes) -> str | None:
    """What a file that newsqa does not read is, worded to follow its name; None where its first bytes say nothing."""
    if content.startswith(RICH_TEXT):
        return "is a Rich Text file: save it as .docx"
    if content.startswith(OLD_OFFICE):
        found = (reason for stream, reason in OLD_OFFICE_KINDS if stream.encode("utf-16-le") in content)
        return next(found, "is a file of an old Office program: save it as .docx or PDF")
    for media_type, reason in ZIPPED_MEDIA_TYPES:
        # Files of these kinds are zips that hold their media type first, as it is.
        if content.startswith(b"PK\x03\x04") and content.startswith(b"mimetype" + media_type, 30):
            return reason
    # A text may begin with any letters ("BMW has ..."), and holds no zeros.
    if b"\0" in content[:4096]:
        return next((reason for place, signature, reason in SIGNATURES if content.startswith(signature, place)), None)
    return None
