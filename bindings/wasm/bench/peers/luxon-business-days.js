// With a list of bank holidays.
import { DateTime } from "luxon-business-days";
import holidays from "holidays.json";

const closed = new Set(holidays);

export default async function ready() {
  return (received) => {
    const start = DateTime.fromJSDate(received, { zone: "Europe/London" });
    start.setupBusiness({ businessDays: [1, 2, 3, 4, 5], holidayMatchers: [(day) => closed.has(day.toISODate())] });
    return start.plusBusiness({ days: 10 }).toISODate();
  };
}
