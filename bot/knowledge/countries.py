"""What countries and currencies are called in English, by their ISO codes."""

import re
from collections.abc import Mapping

from babel import Locale

_ENGLISH = Locale("en")
# By ISO 3166 code of two letters; what is no country (the European Union, the world) is among them.
COUNTRIES: Mapping[str, str] = {
    code: name for code, name in _ENGLISH.territories.items() if re.fullmatch("[A-Z]{2}", code)
}
# By ISO 4217 code.
CURRENCIES: Mapping[str, str] = dict(_ENGLISH.currencies)
# Under this code stands what holds for every country that has no entry of its own.
ANY_COUNTRY = "ZZ"
