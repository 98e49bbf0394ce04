# ruff: noqa: E501 - an expected week is one line
"""Opening hours and the week that is expected of them: as written → in Chinese, in English."""

from __future__ import annotations

WEEKS: dict[str, tuple[str, str]] = {
    "24/7": (
        "每天 全天",
        "Daily all day",
    ),
    "Mo-Su 08:00-17:00": (
        "每天 08:00–17:00",
        "Daily 08:00–17:00",
    ),
    "08:00-17:00": (
        "每天 08:00–17:00",
        "Daily 08:00–17:00",
    ),
    "Tu-Su 09:00-17:00": (
        "周一 不开放；周二至周日 09:00–17:00",
        "Mon closed; Tue–Sun 09:00–17:00",
    ),
    "Tu-Su 09:00-17:00; Mo off": (
        "周一 不开放；周二至周日 09:00–17:00",
        "Mon closed; Tue–Sun 09:00–17:00",
    ),
    "Mo-Fr 09:00-17:00": (
        "周一至周五 09:00–17:00；周六、周日 不开放",
        "Mon–Fri 09:00–17:00; Sat, Sun closed",
    ),
    "Mo-Th,Sa-Su 09:00-17:30": (
        "周一至周四、周六、周日 09:00–17:30；周五 不开放",
        "Mon–Thu, Sat, Sun 09:00–17:30; Fri closed",
    ),
    "Mo,We,Fr 10:00-12:00": (
        "周一、周三、周五 10:00–12:00；周二、周四、周六、周日 不开放",
        "Mon, Wed, Fri 10:00–12:00; Tue, Thu, Sat, Sun closed",
    ),
    "Sa,Su 10:00-16:00": (
        "周一至周五 不开放；周六、周日 10:00–16:00",
        "Mon–Fri closed; Sat, Sun 10:00–16:00",
    ),
    "Fr-Mo 10:00-12:00": (
        "周一、周五至周日 10:00–12:00；周二至周四 不开放",
        "Mon, Fri–Sun 10:00–12:00; Tue–Thu closed",
    ),
    "Su-Tu 10:00-12:00": (
        "周一、周二、周日 10:00–12:00；周三至周六 不开放",
        "Mon, Tue, Sun 10:00–12:00; Wed–Sat closed",
    ),
    "We 14:00-16:00": (
        "周一、周二、周四至周日 不开放；周三 14:00–16:00",
        "Mon, Tue, Thu–Sun closed; Wed 14:00–16:00",
    ),
    "Mo-Fr 08:30-12:00,14:00-17:30": (
        "周一至周五 08:30–12:00、14:00–17:30；周六、周日 不开放",
        "Mon–Fri 08:30–12:00, 14:00–17:30; Sat, Sun closed",
    ),
    "Mo-Fr 09:00-12:00,13:00-17:00; Sa 09:00-12:00": (
        "周一至周五 09:00–12:00、13:00–17:00；周六 09:00–12:00；周日 不开放",
        "Mon–Fri 09:00–12:00, 13:00–17:00; Sat 09:00–12:00; Sun closed",
    ),
    "Mo-Fr 10:00-18:00, We 19:00-21:00": (
        "周一、周二、周四、周五 10:00–18:00；周三 10:00–18:00、19:00–21:00；周六、周日 不开放",
        "Mon, Tue, Thu, Fri 10:00–18:00; Wed 10:00–18:00, 19:00–21:00; Sat, Sun closed",
    ),
    "Mo 10:00-12:00; Tu 09:00-11:00; Su 08:00-09:00": (
        "周一 10:00–12:00；周二 09:00–11:00；周三至周六 不开放；周日 08:00–09:00",
        "Mon 10:00–12:00; Tue 09:00–11:00; Wed–Sat closed; Sun 08:00–09:00",
    ),
    "Mo-Fr 08:00-18:00; We 12:00-13:00 off": (
        "周一、周二、周四、周五 08:00–18:00；周三 08:00–12:00、13:00–18:00；周六、周日 不开放",
        "Mon, Tue, Thu, Fri 08:00–18:00; Wed 08:00–12:00, 13:00–18:00; Sat, Sun closed",
    ),
    "Mo-Fr 08:00-18:00; 12:00-13:00 off": (
        "周一至周五 08:00–12:00、13:00–18:00；周六、周日 不开放",
        "Mon–Fri 08:00–12:00, 13:00–18:00; Sat, Sun closed",
    ),
    "Mo-Fr 10:00-18:00; We off": (
        "周一、周二、周四、周五 10:00–18:00；周三、周六、周日 不开放",
        "Mon, Tue, Thu, Fri 10:00–18:00; Wed, Sat, Sun closed",
    ),
    "Mo-Su 00:00-24:00; Mo off": (
        "周一 不开放；周二至周日 全天",
        "Mon closed; Tue–Sun all day",
    ),
    "Mo": (
        "周一 全天；周二至周日 不开放",
        "Mon all day; Tue–Sun closed",
    ),
    "Fr 18:00-02:00": (
        "周一至周四、周六、周日 不开放；周五 18:00–次日02:00",
        "Mon–Thu, Sat, Sun closed; Fri 18:00–02:00 the next day",
    ),
    "Mo-Su 18:00-26:30": (
        "每天 18:00–次日02:30",
        "Daily 18:00–02:30 the next day",
    ),
    "Mo-Su 20:00-08:00": (
        "每天 20:00–次日08:00",
        "Daily 20:00–08:00 the next day",
    ),
    "10:00-24:00": (
        "每天 10:00–24:00",
        "Daily 10:00–24:00",
    ),
    "10:00-10:00": (
        "每天 10:00起24小时",
        "Daily 24 hours from 10:00",
    ),
    "10:00+": (
        "每天 10:00起，未写几点结束",
        "Daily from 10:00, closing time not given",
    ),
    "10:00-16:00+": (
        "每天 10:00–16:00，可能更晚",
        "Daily 10:00–16:00 or later",
    ),
    "Apr-Oct 08:00-18:00; Nov-Mar 09:00-17:00": (
        "4月至10月：每天 08:00–18:00；11月至次年3月：每天 09:00–17:00",
        "April to October: Daily 08:00–18:00; November to March: Daily 09:00–17:00",
    ),
    "Apr-Oct Mo-Su 08:00-18:00; Nov-Mar Tu-Su 09:00-17:00": (
        "4月至10月：每天 08:00–18:00；11月至次年3月：周一 不开放；周二至周日 09:00–17:00",
        "April to October: Daily 08:00–18:00; November to March: Mon closed; Tue–Sun 09:00–17:00",
    ),
    "Mo-Su 08:00-17:00; Nov-Mar Mo off": (
        "4月至10月：每天 08:00–17:00；11月至次年3月：周一 不开放；周二至周日 08:00–17:00",
        "April to October: Daily 08:00–17:00; November to March: Mon closed; Tue–Sun 08:00–17:00",
    ),
    "Tu-Su 09:00-17:00; Jul-Aug 09:00-20:00": (
        "7月至8月：每天 09:00–20:00；9月至次年6月：周一 不开放；周二至周日 09:00–17:00",
        "July to August: Daily 09:00–20:00; September to June: Mon closed; Tue–Sun 09:00–17:00",
    ),
    "Nov-Mar 10:00-16:00": (
        "4月至10月：每天 不开放；11月至次年3月：每天 10:00–16:00",
        "April to October: Daily closed; November to March: Daily 10:00–16:00",
    ),
    "Jan-Mar,Oct-Dec 10:00-16:00; Apr-Sep 09:00-18:00": (
        "4月至9月：每天 09:00–18:00；10月至次年3月：每天 10:00–16:00",
        "April to September: Daily 09:00–18:00; October to March: Daily 10:00–16:00",
    ),
    "May 1-Oct 7 08:00-18:00; Oct 8-Apr 30 09:00-17:00": (
        "5月1日至10月7日：每天 08:00–18:00；10月8日至次年4月30日：每天 09:00–17:00",
        "1 May to 7 October: Daily 08:00–18:00; 8 October to 30 April: Daily 09:00–17:00",
    ),
    "Nov 10-Mar 15 10:00-16:00; Mar 16-Nov 9 09:00-18:00": (
        "3月16日至11月9日：每天 09:00–18:00；11月10日至次年3月15日：每天 10:00–16:00",
        "16 March to 9 November: Daily 09:00–18:00; 10 November to 15 March: Daily 10:00–16:00",
    ),
    "Jan 1-Mar 31 10:00-12:00": (
        "1月至3月：每天 10:00–12:00；4月至12月：每天 不开放",
        "January to March: Daily 10:00–12:00; April to December: Daily closed",
    ),
    "Jul 08:00-20:00": (
        "7月：每天 08:00–20:00；8月至次年6月：每天 不开放",
        "July: Daily 08:00–20:00; August to June: Daily closed",
    ),
    "Mo-Fr 10:00-16:00; Dec 25 off": (
        "周一至周五 10:00–16:00；周六、周日 不开放；12月25日 不开放",
        "Mon–Fri 10:00–16:00; Sat, Sun closed; 25 December closed",
    ),
    "Mo-Fr 10:00-16:00; Dec 25 off; Jan 1 off": (
        "周一至周五 10:00–16:00；周六、周日 不开放；1月1日 不开放；12月25日 不开放",
        "Mon–Fri 10:00–16:00; Sat, Sun closed; 1 January closed; 25 December closed",
    ),
    "Mo-Su 09:00-17:00; Dec 24-26 off": (
        "每天 09:00–17:00；12月24日至26日 不开放",
        "Daily 09:00–17:00; 24–26 December closed",
    ),
    "Mo-Su 09:00-17:00; Dec 31-Jan 2 off": (
        "每天 09:00–17:00；12月31日至次年1月2日 不开放",
        "Daily 09:00–17:00; 31 December to 2 January closed",
    ),
    "Apr-Oct 08:00-18:00; Nov-Mar 09:00-17:00; Mo off; Dec 24-26 off": (
        "4月至10月：周一 不开放；周二至周日 08:00–18:00；11月至次年3月：周一 不开放；周二至周日 09:00–17:00；12月24日至26日 不开放",
        "April to October: Mon closed; Tue–Sun 08:00–18:00; November to March: Mon closed; Tue–Sun 09:00–17:00; 24–26 December closed",
    ),
    "Mo-Su 09:00-17:00; Feb 29 off": (
        "每天 09:00–17:00；2月29日 不开放",
        "Daily 09:00–17:00; 29 February closed",
    ),
    "Mo-Su 08:00-17:00; 2026 Feb 17-23 off": (
        "每天 08:00–17:00；2026年2月17日至23日 不开放",
        "Daily 08:00–17:00; 17–23 February 2026 closed",
    ),
    "Mo-Su 08:00-17:00; 2026 Feb 17 off; 2026 Oct 1-7 08:00-20:00": (
        "每天 08:00–17:00；2026年2月17日 不开放；2026年10月1日至7日 08:00–20:00",
        "Daily 08:00–17:00; 17 February 2026 closed; 1–7 October 2026 08:00–20:00",
    ),
    "Mo-Su 08:00-17:00; 2026 Dec 24-2027 Jan 2 off": (
        "每天 08:00–17:00；2026年12月24日至2027年1月2日 不开放",
        "Daily 08:00–17:00; 24 December 2026 to 2 January 2027 closed",
    ),
    "Mo-Su 08:00-17:00; 2026 Sep 28-Oct 3 off": (
        "每天 08:00–17:00；2026年9月28日至10月3日 不开放",
        "Daily 08:00–17:00; 28 September to 3 October 2026 closed",
    ),
    "Tu-Su 09:00-17:00; 2026 Nov off": (
        "周一 不开放；周二至周日 09:00–17:00；2026年11月 不开放",
        "Mon closed; Tue–Sun 09:00–17:00; November 2026 closed",
    ),
    "Mo-Su 09:00-17:00; 2027 off": (
        "每天 09:00–17:00；2027年 不开放",
        "Daily 09:00–17:00; 2027 closed",
    ),
    "Tu-Su 09:00-17:00; 2026 Oct 5 09:00-17:00": (
        "周一 不开放；周二至周日 09:00–17:00；2026年10月5日 09:00–17:00",
        "Mon closed; Tue–Sun 09:00–17:00; 5 October 2026 09:00–17:00",
    ),
    "Mo-Fr 10:00-12:00; 2026 Oct 1-8 Sa,Su 09:00-11:00": (
        "周一至周五 10:00–12:00；周六、周日 不开放；2026年10月1日至8日：周一至周五 10:00–12:00；周六、周日 09:00–11:00",
        "Mon–Fri 10:00–12:00; Sat, Sun closed; 1–8 October 2026: Mon–Fri 10:00–12:00; Sat, Sun 09:00–11:00",
    ),
    "2026-2028 Mo 10:00-12:00": (
        "2026年至2028年：周一 10:00–12:00；周二至周日 不开放；其余日子 不开放",
        "2026 to 2028: Mon 10:00–12:00; Tue–Sun closed; Other days closed",
    ),
    "Mo-Fr 10:00-12:00 || Sa 10:00-11:00": (
        "周一至周五 10:00–12:00；周六 10:00–11:00；周日 不开放",
        "Mon–Fri 10:00–12:00; Sat 10:00–11:00; Sun closed",
    ),
    'Mo-Fr 09:00-17:00 || Sa,Su unknown "call us" || closed': (
        "周一至周五 09:00–17:00；周六、周日 全天（不一定开放，“call us”）",
        "Mon–Fri 09:00–17:00; Sat, Sun all day (may be closed; “call us”)",
    ),
    "2026+ Mo 10:00-12:00": (
        "自2026年起：周一 10:00–12:00；周二至周日 不开放",
        "From 2026: Mon 10:00–12:00; Tue–Sun closed",
    ),
    "Mo-Fr 09:00-17:00; 2027+ Mo-Sa 09:00-17:00": (
        "2027年以前：周一至周五 09:00–17:00；周六、周日 不开放；自2027年起：周一至周六 09:00–17:00；周日 不开放",
        "Before 2027: Mon–Fri 09:00–17:00; Sat, Sun closed; From 2027: Mon–Sat 09:00–17:00; Sun closed",
    ),
    "Mo-Su 09:00-17:00; 2026 Nov 22+ off": (
        "2026年11月22日以前：每天 09:00–17:00；自2026年11月22日起：每天 不开放",
        "Before 22 November 2026: Daily 09:00–17:00; From 22 November 2026: Daily closed",
    ),
    "2027+ Apr-Oct 08:00-18:00; 2027+ Nov-Mar 09:00-17:00": (
        "自2027年起，4月至10月：每天 08:00–18:00；自2027年起，11月至次年3月：每天 09:00–17:00",
        "From 2027, April to October: Daily 08:00–18:00; From 2027, November to March: Daily 09:00–17:00",
    ),
    "Apr-Oct Su[1] 10:00-12:00": (
        "4月至10月每月第一个周日 10:00–12:00；其余日子 不开放",
        "First Sun of the month, April to October 10:00–12:00; Other days closed",
    ),
    "Apr-Oct Mo-Fr 10:00-12:00; Apr-Oct Sa[2] 10:00-16:00": (
        "4月至10月：周一至周五 10:00–12:00；周六、周日 不开放；11月至次年3月：每天 不开放；4月至10月每月第二个周六 10:00–16:00",
        "April to October: Mon–Fri 10:00–12:00; Sat, Sun closed; November to March: Daily closed; Second Sat of the month, April to October 10:00–16:00",
    ),
    "Mo-Su 09:00-17:00; Nov-Mar Mo[1] off": (
        "每天 09:00–17:00；11月至次年3月每月第一个周一 不开放",
        "Daily 09:00–17:00; First Mon of the month, November to March closed",
    ),
    "Mo-Su 09:00-17:00; Fr[-1] 09:00-22:00; Dec 25 off": (
        "每天 09:00–17:00；12月25日 不开放；每月最后一个周五 09:00–22:00",
        "Daily 09:00–17:00; 25 December closed; Last Fri of the month 09:00–22:00",
    ),
    'Mo-Su 08:00-17:00; Fr 12:00-14:00 off "主麻礼拜"': (
        "周一至周四、周六、周日 08:00–17:00；周五 08:00–12:00、14:00–17:00（12:00–14:00不开放，“主麻礼拜”）",
        "Mon–Thu, Sat, Sun 08:00–17:00; Fri 08:00–12:00, 14:00–17:00 (closed 12:00–14:00: “主麻礼拜”)",
    ),
    '2026 Dec 10:00-12:00 || "ask"': (
        "2026年12月 10:00–12:00；其余时间 “ask”",
        "December 2026 10:00–12:00; At other times “ask”",
    ),
    "Mo-Fr 10:00-12:00,14:00-18:00; Mo[1] off": (
        "周一至周五 10:00–12:00、14:00–18:00；周六、周日 不开放；每月第一个周一 不开放",
        "Mon–Fri 10:00–12:00, 14:00–18:00; Sat, Sun closed; First Mon of the month closed",
    ),
    "Su[-1] 10:00-12:00": (
        "每月最后一个周日 10:00–12:00；其余日子 不开放",
        "Last Sun of the month 10:00–12:00; Other days closed",
    ),
    "Mo[1,3] 10:00-12:00": (
        "每月第一个周一 10:00–12:00；每月第三个周一 10:00–12:00；其余日子 不开放",
        "First Mon of the month 10:00–12:00; Third Mon of the month 10:00–12:00; Other days closed",
    ),
    "Mo-Fr,Sa[1] 10:00-12:00": (
        "周一至周五 10:00–12:00；周六、周日 不开放；每月第一个周六 10:00–12:00",
        "Mon–Fri 10:00–12:00; Sat, Sun closed; First Sat of the month 10:00–12:00",
    ),
    "Mo-Fr 09:00-17:00; Sa[2] 09:00-12:00; 2026 Dec 12 off": (
        "周一至周五 09:00–17:00；周六、周日 不开放；每月第二个周六 09:00–12:00；2026年12月12日 不开放",
        "Mon–Fri 09:00–17:00; Sat, Sun closed; Second Sat of the month 09:00–12:00; 12 December 2026 closed",
    ),
    'Mo-Su 08:00-17:00 "last entry 16:30"': (
        "每天 08:00–17:00（最晚入场16:30）",
        "Daily 08:00–17:00 (last entry 16:30)",
    ),
    'Mo-Su 08:00-17:00 "最晚入场16:30"': (
        "每天 08:00–17:00（最晚入场16:30）",
        "Daily 08:00–17:00 (last entry 16:30)",
    ),
    'Mo-Fr 09:00-12:00,14:00-17:00 "last entry 30 min before closing"': (
        "周一至周五 09:00–12:00、14:00–17:00（“last entry 30 min before closing”）；周六、周日 不开放",
        "Mon–Fri 09:00–12:00, 14:00–17:00 (“last entry 30 min before closing”); Sat, Sun closed",
    ),
    'Mo-Fr 09:00-17:00; Sa "by appointment"': (
        "周一至周五 09:00–17:00；周六 须预约；周日 不开放",
        "Mon–Fri 09:00–17:00; Sat by appointment; Sun closed",
    ),
    '"by appointment"': (
        "每天 须预约",
        "Daily by appointment",
    ),
    'Mo-Fr 09:00-17:00 || "by appointment"': (
        "周一至周五 09:00–17:00；其余时间 须预约",
        "Mon–Fri 09:00–17:00; At other times by appointment",
    ),
    'Mo-Fr 09:00-17:00 || unknown "ask at the gate"': (
        "周一至周五 09:00–17:00；其余时间 “ask at the gate”",
        "Mon–Fri 09:00–17:00; At other times “ask at the gate”",
    ),
    "Mo-Fr 09:00-12:00 unknown": (
        "周一至周五 09:00–12:00（不一定开放）；周六、周日 不开放",
        "Mon–Fri 09:00–12:00 (may be closed); Sat, Sun closed",
    ),
    'Mo-Fr 09:00-12:00 unknown "festivals"': (
        "周一至周五 09:00–12:00（不一定开放，“festivals”）；周六、周日 不开放",
        "Mon–Fri 09:00–12:00 (may be closed; “festivals”); Sat, Sun closed",
    ),
    'Mo-Su 09:00-17:00; We off "cleaning"': (
        "周一、周二、周四至周日 09:00–17:00；周三 不开放（“cleaning”）",
        "Mon, Tue, Thu–Sun 09:00–17:00; Wed closed (“cleaning”)",
    ),
    "off": (
        "每天 不开放",
        "Daily closed",
    ),
    "24/7 off": (
        "每天 不开放",
        "Daily closed",
    ),
    'off "under repair"': (
        "每天 不开放（“under repair”）",
        "Daily closed (“under repair”)",
    ),
    "sunrise-sunset": (
        "每天 日出–日落",
        "Daily sunrise–sunset",
    ),
    "dawn-dusk": (
        "每天 黎明–黄昏",
        "Daily dawn–dusk",
    ),
    "(sunrise+01:00)-18:00": (
        "每天 日出后1小时至18:00",
        "Daily 1 h after sunrise to 18:00",
    ),
    "(sunrise-00:30)-(sunset+01:00)": (
        "每天 日出前30分钟至日落后1小时",
        "Daily 30 min before sunrise to 1 h after sunset",
    ),
    "Mo-Fr 08:00-sunset": (
        "周一至周五 08:00–日落；周六、周日 不开放",
        "Mon–Fri 08:00–sunset; Sat, Sun closed",
    ),
    "sunset-sunrise": (
        "每天 日落–日出",
        "Daily sunset–sunrise",
    ),
    "mo-fr 09:00-17:00": (
        "周一至周五 09:00–17:00；周六、周日 不开放",
        "Mon–Fri 09:00–17:00; Sat, Sun closed",
    ),
    "Mo-Su 8:00-17:00": (
        "每天 08:00–17:00",
        "Daily 08:00–17:00",
    ),
    "Mo 10:00 - 12:00": (
        "周一 10:00–12:00；周二至周日 不开放",
        "Mon 10:00–12:00; Tue–Sun closed",
    ),
    "Jun-Aug: Mo 10:00-12:00": (
        "6月至8月：周一 10:00–12:00；周二至周日 不开放；9月至次年5月：每天 不开放",
        "June to August: Mon 10:00–12:00; Tue–Sun closed; September to May: Daily closed",
    ),
}

NOT_IN_WORDS = (
    "week 1-10 Mo 10:00-12:00",
    "easter off",
    "Mo-Su 09:00-17:00; easter -2 days off",
    "Mo-Fr 09:00-12:00 || Mo-Fr 14:00-17:00",
    "2026-2040/2 Mo 10:00-12:00",
    "08:00-17:00/30",
    "Mo[1] +1 day 10:00-12:00",
    "Mo-Fr 22:00-06:00; Tu off",
)
"""Accepted, and shown as written: they cannot be said without doubt."""

REFUSED: dict[str, tuple[str, str]] = {
    "": ("value-missing", ""),
    "PH off": ("hours-holiday", ""),
    "Mo-Su 09:00-17:00; PH off": ("hours-holiday", ""),
    "SH 09:00-12:00": ("hours-holiday", ""),
    "8am-5pm": ("hours-form", "08:00-17:00"),
    "9-17": ("hours-form", "09:00-17:00"),
    "Mo-Fr 9-17": ("hours-form", "Mo-Fr 09:00-17:00"),
    "9:30am - 5:30 pm": ("hours-form", "09:30-17:30"),
    "Monday 10:00-12:00": ("hours-form", "Mo 10:00-12:00"),
    "Monday to Friday 9am to 5pm": ("hours-form", "Mo-Fr 09:00-17:00"),
    "Tue-Sun 9:00-17:00": ("hours-form", "Tu-Su 09:00-17:00"),
    "Mo-Fr 08:00–17:00": ("hours-form", "Mo-Fr 08:00-17:00"),
    "Mo-Fr 08:00~17:00": ("hours-form", "Mo-Fr 08:00-17:00"),
    "周二至周日 9点-17点": ("hours-form", "Tu-Su 09:00-17:00"),
    "周一至周五 08:30-12:00，14:00-17:30": ("hours-form", "Mo-Fr 08:30-12:00,14:00-17:30"),
    "每天8:00-17:00": ("hours-form", "Mo-Su 08:00-17:00"),
    "周一闭馆": ("hours-form", "Mo off"),
    "daily 9:00-17:00": ("hours-form", "Mo-Su 09:00-17:00"),
    "Mo 10:00-12:00;": ("hours-form", "Mo 10:00-12:00"),
    "2026-04-05 off": ("hours-form", "2026 Apr 5 off"),
    "4月至10月 08:00-18:00": ("hours-form", "Apr-Oct 08:00-18:00"),
    "Mo-Su 09:00-17:00; Feb 30 off": ("hours-form", ""),
    "Mo-Su 09:00-17:00; 2026 Feb 29 off": ("hours-form", ""),
    "Mo-Fr 08:00-17:00 Sa 09:00-12:00": ("hours-form", "Mo-Fr 08:00-17:00; Sa 09:00-12:00"),
    "Mo-Fr 10:00-12:00;; Sa 10:00-12:00": ("hours-form", "Mo-Fr 10:00-12:00; Sa 10:00-12:00"),
    "每周二至周日9:00—17:00（周一闭馆）": ("hours-form", "Tu-Su 09:00-17:00; Mo off"),
    "8:00~17:00（16:30停止入场）": ("hours-form", '08:00-17:00 "最晚入场16:30"'),
    "summer 10:00": ("hours-form", ""),
    "ask at the gate": ("hours-form", ""),
    "Mo <b>10:00-12:00</b>": ("text-form", ""),
    "Mo 10:00-12:00; " * 40: ("text-length", ""),
}
"""Refused: the finding's code and what it suggests."""
