// Its own bank holidays, counted with luxon.
import Holidays from "date-holidays";
import { DateTime } from "luxon";

export default async function ready() {
  const england = new Holidays("GB", "ENG", { timezone: "Europe/London", types: ["public", "bank"] });
  return (received) => {
    let day = DateTime.fromJSDate(received, { zone: "Europe/London" }).startOf("day");
    for (let left = 10; left > 0; ) {
      day = day.plus({ days: 1 });
      if (day.weekday <= 5 && !england.isHoliday(day.toJSDate())) left -= 1;
    }
    return day.toISODate();
  };
}
