'use strict';
// node parse.cjs FOLDER: reads a JSON list of calendar files from standard input, parses each with ical.js from
// FOLDER/node_modules, and writes what it found as JSON. Instants are seconds since 1970, by the zones in the file alone.

const { createRequire } = require('node:module');
const path = require('node:path');

const load = createRequire(path.resolve(process.argv[2], 'package.json'));
const ICAL = load('ical.js');

function event(component) {
  const one = new ICAL.Event(component);
  const attendee = component.getFirstProperty('attendee');
  return {
    uid: one.uid,
    sequence: one.sequence,
    summary: one.summary,
    location: one.location,
    status: component.getFirstPropertyValue('status'),
    organizer: one.organizer,
    attendee: attendee && attendee.getFirstValue(),
    partstat: attendee && attendee.getParameter('partstat'),
    zone: component.getFirstProperty('dtstart').getParameter('tzid') || 'UTC',
    wall: one.startDate.toString(),
    start: one.startDate.toUnixTime(),
    end: one.endDate.toUnixTime(),
    alarms: component
      .getAllSubcomponents('valarm')
      .map((alarm) => alarm.getFirstPropertyValue('trigger').toSeconds()),
  };
}

function calendar(text) {
  ICAL.TimezoneService.reset();
  const component = new ICAL.Component(ICAL.parse(text));
  for (const zone of component.getAllSubcomponents('vtimezone')) {
    ICAL.TimezoneService.register(new ICAL.Timezone(zone));
  }
  return {
    method: component.getFirstPropertyValue('method'),
    name: component.getFirstPropertyValue('x-wr-calname'),
    zones: component.getAllSubcomponents('vtimezone').map((zone) => zone.getFirstPropertyValue('tzid')),
    events: component.getAllSubcomponents('vevent').map(event),
  };
}

let given = '';
process.stdin.setEncoding('utf8');
process.stdin.on('data', (part) => { given += part; });
process.stdin.on('end', () => { process.stdout.write(JSON.stringify(JSON.parse(given).map(calendar))); });
