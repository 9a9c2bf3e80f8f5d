//! When a match begins, and when its opening prices were collected.

use chrono::{LocalResult, TimeZone};
use chrono_tz::Europe::London;
use monps_core::time::{
    Datelike, NaiveDate, NaiveTime, TimeDelta, Timestamp, Utc, Weekday, start_of_day,
};

/// The instant of a kick-off: UK time even for foreign leagues, or midnight UTC of the date.
pub(super) fn starts_at(date: NaiveDate, time: Option<NaiveTime>) -> Timestamp {
    let Some(time) = time else {
        return start_of_day(date);
    };
    let local = date.and_time(time);
    match London.from_local_datetime(&local) {
        LocalResult::Single(instant) | LocalResult::Ambiguous(instant, _) => {
            instant.with_timezone(&Utc)
        }
        // The hour that the clocks skip in spring: read as if they had not yet been moved.
        LocalResult::None => local.and_utc(),
    }
}

/// The collection of opening prices: 15:00 UTC on the Friday before a match from Saturday to Tuesday,
/// on the Tuesday before one from Wednesday to Friday. The site says no more than the day, so this is
/// a convention: always the same for a match, and always before its date.
pub(super) fn collected_at(date: NaiveDate) -> Timestamp {
    let days_before = match date.weekday() {
        Weekday::Sat | Weekday::Wed => 1,
        Weekday::Sun | Weekday::Thu => 2,
        Weekday::Mon | Weekday::Fri => 3,
        Weekday::Tue => 4,
    };
    start_of_day(date) - TimeDelta::days(days_before) + TimeDelta::hours(15)
}

#[cfg(test)]
mod tests {
    use monps_core::time::parse_timestamp;

    use super::*;

    fn day(y: i32, m: u32, d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(y, m, d).unwrap()
    }

    #[test]
    fn kick_off_is_uk_time_in_summer_and_winter() {
        let at = |date, h, m| starts_at(date, NaiveTime::from_hms_opt(h, m, 0)).to_rfc3339();
        assert_eq!(at(day(2024, 8, 16), 20, 0), "2024-08-16T19:00:00+00:00");
        assert_eq!(at(day(2024, 12, 26), 12, 30), "2024-12-26T12:30:00+00:00");
        // The skipped hour and the doubled one both have one answer.
        assert_eq!(at(day(2024, 3, 31), 1, 30), "2024-03-31T01:30:00+00:00");
        assert_eq!(at(day(2024, 10, 27), 1, 30), "2024-10-27T00:30:00+00:00");
        assert_eq!(starts_at(day(2010, 5, 9), None), start_of_day(day(2010, 5, 9)));
    }

    #[test]
    fn prices_are_collected_on_the_friday_or_tuesday_before() {
        for (match_day, friday_or_tuesday) in [(17, 16), (18, 16), (19, 16), (20, 16), (21, 20)] {
            let expected = format!("2024-08-{friday_or_tuesday}T15:00:00Z");
            assert_eq!(collected_at(day(2024, 8, match_day)), parse_timestamp(&expected).unwrap());
        }
        let first = day(2024, 1, 1);
        for date in first.iter_days().take(400) {
            let collected = collected_at(date);
            assert!(matches!(collected.weekday(), Weekday::Fri | Weekday::Tue));
            assert!(collected < start_of_day(date), "{date}");
            assert!(start_of_day(date) - collected < TimeDelta::days(4), "{date}");
        }
    }
}
