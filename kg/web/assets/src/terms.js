// Terms as a reader meets them: short, and linked to the page about them.

import { shrink } from "../../../exports/html/web/src/ask/terms.js";

const web = /^https?:\/\//;

export function createTerms({ prefixes, rooms }) {
  return {
    prefixes,
    short: (iri) => shrink(iri, prefixes) || iri,

    // Gives the address of the page about an IRI: on this site where it is ours, else its own if it is one of the web.
    href(iri) {
      const room = rooms.find(([space]) => iri.startsWith(space) && iri.length > space.length);
      if (room) return `${room[1]}${encode(iri.slice(room[0].length))}.html`;
      return web.test(iri) ? iri : null;
    },
    isOurs: (iri) => rooms.some(([space]) => iri.startsWith(space)),

    // Names the last part of an IRI, for where there is little room.
    local: (iri) => decode(/[^/#]*$/.exec(iri)[0]) || iri,
    roomOf: (iri) => rooms.find(([space]) => iri.startsWith(space))?.[1].split("/")[1] || "other",
  };
}

function encode(local) {
  return encodeURI(local).replaceAll("?", "%3F");
}

function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
