"""Taking contact details out of what people write, before it is kept for reports."""

import re

E_MAIL, PHONE = "[e-mail]", "[phone]"

_LOCAL_PART = r"[\w.!#$%&'*+/=?^`{|}~-]"
_AT_DOMAIN = r"(?:@|\s?[(\[]at[)\]]\s?)[\w-]+(?:\.[\w-]+)+"
# It must begin where such characters begin: searching from each of them would take the square of the text's length.
# So what follows without a break ("a@example.com|b@example.com") belongs to it.
_ADDRESSES = re.compile(rf"(?<!{_LOCAL_PART}){_LOCAL_PART}+{_AT_DOMAIN}(?:{_LOCAL_PART}*{_AT_DOMAIN})*", re.IGNORECASE)

_DASH = r"[-‐‑‒–—]"
# Seven digits, the fewest of a telephone number, or more, with no more between them than people write inside one.
_DIGITS = re.compile(rf"(?:\+\s?)?(?:\(\+?\s?)?(?<!\d)\d(?:(?:[\s()./]|{_DASH}){{0,3}}\d){{6,}}")
# Longer ones are several numbers in a row, or nothing that a report needs.
_LONGEST_FIGURE = 40

_YEAR = r"(?:1[89]|20|21)\d\d"
_FIGURE = rf"""(?:
      {_YEAR}[-./]\d\d?[-./]\d\d?              # 2024-01-15
    | \d\d?[-./]\d\d?[-./](?:{_YEAR}|\d\d)     # 15.01.2024
    | {_YEAR}(?:0\d|1[0-2])[0-3]\d             # 20240115
    | {_YEAR}
    | \d\d-\d{{4}}(?:\.\d\d)?                  # 11-1021.00, of O*NET
    | \d\d?\.\d\d                              # 17.30
    | \d\.\d+                                  # 0.8312345
    | [1-9]\d{{0,2}}(?:[ .]\d{{3}})?[ .]\d00   # 45 000, 1 250 000
    | [1-9]\d{{0,5}}00                         # 1200000
)"""
_FIGURES = re.compile(rf"{_FIGURE}(?:(?:\s|\s?(?:{_DASH}|/)\s?){_FIGURE})*", re.VERBOSE)
_MONEY = r"[$€£¥₹]|\b(?:usd|eur|gbp|inr|chf|rs)\b\.?"
_MONEY_BEFORE = re.compile(rf"(?:{_MONEY})\s?$", re.IGNORECASE)
_UNIT_AFTER = re.compile(
    rf"\s?(?:%|{_MONEY}|(?:euros?|dollars?|pounds|rupees|per\s?cent)\b|(?:an?|per)\s(?:year|month|week|day|hour)\b)",
    re.IGNORECASE,
)


def without_contact_details(text: str) -> str:
    """The text with [e-mail] and [phone] in place of e-mail addresses and telephone numbers.

    Years, dates, times, sums, percentages and O*NET codes stay. Digits that may as well be a telephone number go.
    """
    return _DIGITS.sub(_hidden, _ADDRESSES.sub(E_MAIL, text))


def _hidden(found: re.Match[str]) -> str:
    return found[0] if _is_figure(found) else PHONE


def _is_figure(found: re.Match[str]) -> bool:
    digits = found[0]
    if len(digits) > _LONGEST_FIGURE:
        return False
    if _FIGURES.fullmatch(digits):
        return True
    # Only a telephone number begins like this, whatever stands around it.
    if digits[0] in "+(0":
        return False
    before = found.string[max(0, found.start() - 5) : found.start()]
    return bool(_MONEY_BEFORE.search(before) or _UNIT_AFTER.match(found.string, found.end()))
