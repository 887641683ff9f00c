#!/usr/bin/env python3
"""Writes a CSV in the shape of CBP's encounters and seizures files: CRLF, quoted fields, every key once, 0.1% bad records.

usage: generate.py FILE ROWS [EDITION]

The numbers are made up from the row's position, so that the same call always writes the same bytes. Each edition (0, the
first, to 99) differs from the one before it in 1% of the counts.
"""
import sys

HEADER = ("Fiscal Year,Month Grouping,Month (abbv),Component,Land Border Region,Area of Responsibility,AOR (Abbv),"
          "Demographic,Citizenship,Title of Authority,Encounter Type,Encounter Count,Sum Qty (lbs)")
MONTHS = ["APR", "AUG", "DEC", "FEB", "JAN", "JUL", "JUN", "MAR", "MAY", "NOV", "OCT", "SEP"]
REGIONS = ["Northern Land Border", "Other", "Southwest Land Border"]
DEMOGRAPHICS = ["Accompanied Minors", "FMUA", "Single Adults", "UAC"]
CITIZENSHIPS = ["BRAZIL", "CANADA", '"CHINA, PEOPLES REPUBLIC OF"', "COLOMBIA", "CUBA", "ECUADOR", "EL SALVADOR",
                "GUATEMALA", "HAITI", "HONDURAS", "INDIA", "MEXICO", "MYANMAR (BURMA)", "NICARAGUA", "OTHER", "PERU",
                "PHILIPPINES", "ROMANIA", "RUSSIA", "TURKEY", "UKRAINE", "VENEZUELA"]
AUTHORITIES = ["Title 42", "Title 8"]
TYPES = ["Apprehensions", "Expulsions", "Inadmissibles"]


def rows(limit, edition):
    n = 0
    for year in ("2023", "2024", "2025", "2026 (FYTD)"):
        for month in MONTHS:
            for area in range(80):
                component = "Office of Field Operations" if area % 2 else "U.S. Border Patrol"
                place = "Area %02d %s" % (area, "Field Office" if area % 2 else "Sector")
                head = "%s,FYTD,%s,%s,%s,%s,A%02d" % (year, month, component, REGIONS[area % 3], place, area)
                for demographic in DEMOGRAPHICS:
                    for citizenship in CITIZENSHIPS:
                        for authority in AUTHORITIES:
                            for kind in TYPES:
                                n += 1
                                if n > limit:
                                    return
                                count = n * 7919 % 1000 + 1
                                if 1 <= n % 100 <= edition:
                                    count += 1
                                if n % 1000 == 0:
                                    count = "n/a"
                                pounds = "%d.%011d" % (n % 500, n * 104729 % 100000000000)
                                yield "%s,%s,%s,%s,%s,%s,%s\r\n" % (
                                    head, demographic, citizenship, authority, kind, count, pounds)


def main():
    path, limit = sys.argv[1], int(sys.argv[2])
    edition = int(sys.argv[3]) if len(sys.argv) > 3 else 0
    with open(path, "w", newline="", buffering=1 << 20) as out:
        out.write(HEADER + "\r\n")
        out.writelines(rows(limit, edition))


main()
