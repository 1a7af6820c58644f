"""Lists of states in the shape of COW's and of Gleditsch and Ward's: real codes and names, invented days."""

from __future__ import annotations

from pathlib import Path

from kg.config import read_workspace
from kg.linking.states.reading import read_states
from kg.linking.states.table import StateTable
from tests.conftest import ROOT

SHARED = ROOT.parent / "shared" / "datasets"

COW = """stateabb,ccode,statenme,styear,stmonth,stday,endyear,endmonth,endday,version
FRN,220,France,1820,2,2,1939,5,6,2016
FRN,220,France,1947,3,4,2016,12,31,2016
GMY,255,Germany,1820,2,2,1946,6,7,2016
GMY,255,Germany,1991,7,8,2016,12,31,2016
GFR,260,German Federal Republic,1956,8,9,1991,7,7,2016
GDR,265,German Democratic Republic,1953,9,1,1991,7,7,2016
AUS,305,Austria,1920,1,2,2016,12,31,2016
YUG,345,Yugoslavia,1880,5,5,2016,12,31,2016
RUS,365,Russia,1820,2,2,2016,12,31,2016
KOR,730,Korea,1880,3,3,1906,4,4,2016
PRK,731,North Korea,1949,6,6,2016,12,31,2016
ROK,732,South Korea,1950,7,7,2016,12,31,2016
DRV,816,Vietnam,1955,1,1,2016,12,31,2016
RVN,817,Republic of Vietnam,1955,2,2,1976,3,3,2016
NAU,970,Nauru,1998,2,2,2016,12,31,2016
"""
GW = """statenumber\tstateid\tcountryname\tstart\tend
220\tFRN\tFrance\t1820-02-02\t2020-12-31
255\tGMY\tGermany (Prussia)\t1820-02-02\t1946-06-06
260\tGFR\tGerman Federal Republic\t1950-02-03\t2020-12-31
265\tGDR\tGerman Democratic Republic\t1950-04-05\t1991-07-07
340\tSER\tSerbia\t1880-05-06\t1916-07-08
340\tSER\tSerbia\t2007-01-02\t2020-12-31
345\tYUG\tYugoslavia\t1919-11-12\t2007-01-01
365\tRUS\tRussia (Soviet Union)\t1820-02-02\t2020-12-31
580\tMAG\tCôte d’Or\t1960-01-02\t1961-03-04
970\tKBI\tKiribati\t1980-02-03\t2020-12-31
"""
CODES = """ISO3166-1-Alpha-3,official_name_en,official_name_ru,UNTERM English Formal,Geoname ID,wikidata_id,\
CLDR display name
DEU,Germany,Германия,the Federal Republic of Germany,11,https://www.wikidata.org/wiki/Q11,Germany
RUS,Russian Federation,Российская Федерация,the Russian Federation,12,https://www.wikidata.org/wiki/Q12,Russia
NAM,Namibia,Намибия,the Republic of Namibia,NA,,Namibia
"""


def write_lists(folder: Path) -> tuple[Path, Path]:
    """Write both lists as they are published: CSV, and text in Windows-1252 with tabs."""
    cow, gw = folder / "cow.csv", folder / "gw.txt"
    cow.write_text(COW, encoding="utf-8")
    gw.write_bytes(GW.encode("cp1252"))
    return cow, gw


def table_of(*files: Path) -> StateTable:
    """Read files into a table, with the shipped identity and without a graph."""
    return read_states(read_workspace(ROOT), files)
