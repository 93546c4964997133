"""What countries and currencies are called in English, by their ISO codes, and where to look in a country."""

import re
from collections.abc import Mapping

from babel import Locale
from pydantic import Field

from bot.knowledge.model import Date, Frozen, Text

_ENGLISH = Locale("en")
# By ISO 3166 code of two letters; what is no country (the European Union, the world) is among them.
COUNTRIES: Mapping[str, str] = {
    code: name for code, name in _ENGLISH.territories.items() if re.fullmatch("[A-Z]{2}", code)
}
# By ISO 4217 code.
CURRENCIES: Mapping[str, str] = dict(_ENGLISH.currencies)
# Under this code stands what holds for every country that has no entry of its own.
ANY_COUNTRY = "ZZ"


class Site(Frozen):
    """A public service on the web that helps people into work."""

    name: Text
    publisher: Text = Field(description="Who answers for it.")
    url: Text
    noted: Date = Field(description="When it was written down: 'YYYY-MM-DD', in quotes.")


class Country(Frozen):
    """Where to look for what jobs earn in a country, and for vacancies, courses and apprenticeships."""

    also: tuple[Text, ...] = Field((), description="What it is called besides its English name.")
    look: Text = Field(description="Who publishes it.")
    url: Text
    vacancies: tuple[Site, ...] = ()
    courses: tuple[Site, ...] = ()
    apprenticeships: tuple[Site, ...] = ()
