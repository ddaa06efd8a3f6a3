"""Which ending a file that is edited must keep: a program refuses a workbook with macros that is called .xlsx."""

from planforms.package import DEFAULT_LIMITS, Limits, open_package

# ECMA-376 part 1, 11.3.10 and 12.3.23; [MS-OFFMACRO2] 2.1 for those with macros.
_ENDINGS = {
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml": "docx",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml": "dotx",
    "application/vnd.ms-word.document.macroEnabled.main+xml": "docm",
    "application/vnd.ms-word.template.macroEnabledTemplate.main+xml": "dotm",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml": "xlsx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.template.main+xml": "xltx",
    "application/vnd.ms-excel.sheet.macroEnabled.main+xml": "xlsm",
    "application/vnd.ms-excel.template.macroEnabled.main+xml": "xltm",
}


def ending_of(data: bytes, name: str, limits: Limits = DEFAULT_LIMITS) -> str:
    """The ending that the Word document or workbook *data* must have, without its dot.

    Raises:
        UnreadableFileError: the file is damaged, over a limit or no such document.
    """
    package = open_package(data, name, limits)
    main = package.main_part()
    usual = "xlsx" if main.casefold().startswith("xl/") else "docx"
    return _ENDINGS.get(package.content_type(main), usual)
