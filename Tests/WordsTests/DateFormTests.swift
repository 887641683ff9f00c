import Model
import Testing
import Words

@Suite("Dates as publishers write them, each by a declared form")
struct DateFormTests {
  @Test(arguments: [
    ("D/M/YYYY", "2/1/2025", "2025-01-02"), ("M/D/YYYY", "2/1/2025", "2025-02-01"),
    ("DD/MM/YYYY", "01/02/2025", "2025-02-01"),
    ("D.M.YYYY", "1.2.2025", "2025-02-01"), ("MONTH D, YYYY", "Feb. 1, 2025", "2025-02-01"),
    ("MONTH D, YYYY", "Feb 1, 2025", "2025-02-01"), ("MONTH D, YYYY", "february 28, 2025", "2025-02-28"),
    ("YYYY/MM/DD", "2025/02/01", "2025-02-01"), ("YYYYMMDD", "20250201", "2025-02-01"),
    ("D-MONTH-YY", "1-Feb-25", "2025-02-01"), ("D MONTH YYYY", "2 Sept 2025", "2025-09-02"),
    ("WEEKDAY, MONTH D, YYYY", "Saturday, February 1, 2025", "2025-02-01"),
    ("Dth MONTH YYYY", "1st February 2025", "2025-02-01"),
    ("D de MONTH de YYYY", "1 de febrero de 2025", "2025-02-01"),
    ("Dth de MONTH de YYYY", "1º de ENERO de 2025", "2025-01-01"),
    ("D MONTH YYYY", "3 dic. 2025", "2025-12-03"), ("WEEKDAY D/M/YYYY", "sábado 1/2/2025", "2025-02-01"),
    ("YYYY-MM-DDTTIME", "2025-02-01T23:30:00-05:00", "2025-02-01"),
    ("YYYY-MM-DD TIME", "2025-02-01 00:00:00.000", "2025-02-01"),
    ("M/D/YYYY TIME", "02/01/2025 12:00:00 AM", "2025-02-01"), ("M/D/YYYY TIME", "2/1/2025 9:30pm", "2025-02-01"),
    ("TIME D/M/YYYY", "9:30 a. m. 1/2/2025", "2025-02-01"), ("M/D/YYYY, TIME", "2/1/2025, 9 P.M.", "2025-02-01"),
    ("D/M/YYYY TIME Uhr", "1/2/2025 9:30 Uhr", "2025-02-01"), ("Dth MONTH YYYY", "22nd May 2025", "2025-05-22"),
    ("Dth MONTH YYYY", "11th May 2025", "2025-05-11"), ("Dth de MONTH de YYYY", "3er de mayo de 2025", "2025-05-03"),
    ("SERIAL", "45689", "2025-02-01"), ("SERIAL", "61", "1900-03-01"), ("YYYY-Www", "2025-W07", "2025-02-10"),
    ("YYYY-Www", "2020-W53", "2020-12-28"), ("YYYY-Qq", "2025-Q3", "2025-07"), ("qT YYYY", "4T 2025", "2025-10"),
    ("MONTH YYYY", "Agosto 2025", "2025-08"), ("MM/YYYY", "08/2025", "2025-08"), ("YYYY", "2025", "2025"),
    ("FYYYYY", "FY2024", "2024"), ("FYYY", "FY24", "2024"),
    ("D/M/YYYY", " 2/1/2025 ", "2025-01-02"), ("YYYY WEEK", "2025 7", "2025-02-10"),
    ("YYYY WEEK", "2025 07", "2025-02-10"),
    ("WEEK/YYYY", "53/2020", "2020-12-28"), ("YYYY/YY", "2024/25", "2025"), ("YYYY-YY", "1999-00", "2000"),
    ("YYYY–YYYY", "2024–2025", "2025"), ("Season YYYY / YY", "Season 2024 / 25", "2025"),
  ])
  func isRead(form: String, text: String, date: String) throws {
    #expect(try #require(DateForm(form)).date(of: text)?.description == date)
  }

  @Test(arguments: [
    ("D/M/YYYY", "2025-01-02"), ("D/M/YYYY", "30/2/2025"), ("D/M/YYYY", "1/13/2025"), ("D/M/YYYY", "1/1/25"),
    ("DD/MM/YYYY", "1/2/2025"), ("D/M/YYYY", "1/2/2025 x"), ("D/M/YYYY", ""), ("YYYY-MM-DD", "2025-02-30"),
    ("WEEKDAY, MONTH D, YYYY", "Sunday, February 1, 2025"), ("D MONTH YYYY", "1er février 2025"),
    ("D MONTH YYYY", "1 Brumaire 2025"), ("Dth MONTH YYYY", "1xx February 2025"), ("SERIAL", "60"),
    ("SERIAL", "45689.5"),
    ("SERIAL", "99999999"), ("YYYY-Www", "2025-W53"), ("YYYY-Www", "2025-W00"), ("YYYY-Qq", "2025-Q5"),
    ("YYYY-MM-DD TIME", "2025-02-01 25:00"), ("YYYY-MM-DD TIME", "2025-02-01"), ("YYYY", "0025"), ("FYYYYY", "FY24"),
    ("FYYY", "FY2024"), ("FYYYYY", "2024"), ("FYYYYY", "FY20x4"),
    ("D/M/YYYY", "١/١/٢٠٢٥"), ("YYYY-MM-DD TIME", "2025-02-01 24:00:00"), ("YYYY-MM-DD TIME", "2025-02-01 24:00"),
    ("M/D/YYYY TIME", "2/1/2025 13:00 PM"), ("M/D/YYYY TIME", "2/1/2025 0:30 AM"),
    ("M/D/YYYY TIME", "2/1/2025 9:61 AM"),
    ("M/D/YYYY TIME", "2/1/2025 AM"), ("M/D/YYYY TIME", "2/1/2025 9:30 XM"), ("Dth MONTH YYYY", "2st May 2025"),
    ("Dth MONTH YYYY", "11st May 2025"), ("Dth MONTH YYYY", "1th May 2025"),
    ("Dth de MONTH de YYYY", "2ro de mayo de 2025"), ("YYYY WEEK", "2025 54"), ("YYYY WEEK", "2025 53"),
    ("YYYY WEEK", "2025 W7"), ("YYYY/YY", "2024/26"), ("YYYY/YY", "2024/2025"), ("YYYY/YYYY", "2025/2024"),
    ("YYYY/YY", "2024"),
  ])
  func isRefused(form: String, text: String) throws {
    #expect(try #require(DateForm(form)).date(of: text) == nil)
  }

  @Test(arguments: [
    "", "D/M", "D YYYY", "YYYY YYYY", "M/M/YYYY", "dd/mm/yyyy", "Qq", "SERIAL D", "YYYY MONTH q", "TIME YYYY",
    "YYYY/YY/MM", "YY/YY",
    "YYYY/YY WEEK", "WEEK", "YYYY MM WEEK", "YYYY/YYYY/YYYY",
  ])
  func whatIsNoForm(text: String) { #expect(DateForm(text) == nil) }

  @Test func twoOrdersOfTheSameNumbersExcludeEachOther() throws {
    func clash(_ a: String, _ b: String) throws -> Bool {
      DateForm.ambiguous([try #require(DateForm(a)), try #require(DateForm(b))]) != nil
    }
    #expect(try clash("D/M/YYYY", "M/D/YYYY"))
    #expect(try clash("DD/MM/YYYY", "M/D/YYYY"))
    #expect(try clash("D/M/YY", "YY/M/D"))
    #expect(try !clash("D/M/YYYY", "D.M.YYYY"))
    #expect(try !clash("D/M/YYYY", "DD/MM/YYYY"))
    #expect(try !clash("D/M/YYYY", "YYYY/M/D"))
  }

  /// A text that two forms read, or one form in two ways, is found by trying.
  @Test(arguments: [
    (["YYYY-q", "YYYY-M"], "'2010-2' is 2010-04 in 'YYYY-q' and 2010-02 in 'YYYY-M'"),
    (["DDMMYYYY", "YYYYMMDD"], "'20101001' is 1001-10-20 in 'DDMMYYYY' and 2010-10-01 in 'YYYYMMDD'"),
    (["YYYYMD"], "'2010101' may be 2010-10-01 or 2010-01-01 in 'YYYYMD'"),
    (["DMYYYY"], "'1012010' may be 2010-01-10 or 2010-01-01 in 'DMYYYY'"),
    (["SERIAL", "YYYYMM"], "'201001' is 2450-04-26 in 'SERIAL' and 2010-01 in 'YYYYMM'"),
    (["YYYY/YY", "YYYY/MM"], "'2010/11' is 2011 in 'YYYY/YY' and 2010-11 in 'YYYY/MM'"),
    (["YYYY", "SERIAL"], "'2010' is 2010 in 'YYYY' and 1905-07-02 in 'SERIAL'"),
    (["YYMMDD", "DDMMYY"], ""), (["SERIAL", "YYMMDD"], ""), (["MMYYYY", "YYYYMM"], ""),
  ])
  func twoReadingsOfOneText(forms: [String], words: String) throws {
    let forms = forms.compactMap { DateForm($0) }
    let found = try #require(DateForm.ambiguous(forms))
    if !words.isEmpty { #expect(found.words == words) }
    #expect(found.first != found.second)
  }

  @Test(arguments: [
    ["YYYYMMDD"], ["DMMYYYY"], ["DDMYYYY"], ["SERIAL", "D/M/YYYY", "YYYY-MM-DD"], ["YYYYMMDD", "SERIAL"],
    ["YYYY-q", "YYYY-MM"], ["YYYY-MM", "YYYY-M"], ["YYYY-Qq", "YYYY-M"], ["MONTH D, YYYY", "D MONTH YYYY"],
    ["YYYY/YY", "YYYY"], ["YYYY WEEK", "YYYY-Www"], ["YYYY-Www", "YYYY-MM-DD TIME", "YYYY-MM-DD", "FYYYYY"],
    ["FYYYYY", "FYYY", "YYYY"],
    ["WEEKDAY, Dth MONTH YYYY", "Dth MONTH YYYY", "MONTH YYYY"],
  ])
  func formsThatGoTogether(forms: [String]) throws {
    let read = forms.compactMap { DateForm($0) }
    #expect(read.count == forms.count && DateForm.ambiguous(read)?.words == nil)
  }

  @Test func anEditionCountsFromTheEndOfItsPeriod() throws {
    for (form, text, date) in [
      ("YYYY-Qq", "2025-Q3", "2025-09-30"), ("YYYY-Www", "2025-W07", "2025-02-16"), ("YYYY", "2025", "2025-12-31"),
      ("MONTH YYYY", "mayo 2025", "2025-05-31"), ("YYYY-Www", "2020-W53", "2021-01-03"),
    ] {
      #expect(try #require(DateForm(form)).editionDate(of: text)?.day.description == date)
    }
  }
}
