/** On the page for addresses where nothing is: leads to the part of the archive that has the page, see parts/places.py. */

import { _ } from "./words.js";

const ROOT = new URL("../../", import.meta.url);

/**
 * The checksum that the map is sorted by.
 * @param {string} text
 */
function crc32(text) {
  let sum = -1;
  for (const byte of new TextEncoder().encode(text)) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = (sum >>> 1) ^ (0xedb88320 & -(sum & 1));
  }
  return ~sum >>> 0;
}

/** @param {URL} address */
async function json(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return response.json();
}

/** @param {HTMLElement} place */
async function lead(place) {
  const map = new URL(place.dataset.places ?? "", ROOT);
  /** @type {{files: number, sites: [name: string, address: string][]}} */
  const { files, sites } = await json(new URL("index.json", map));
  const front = new URL("../", map);
  const homes = sites.map(([name, address]) => ({ name, home: new URL(address, front) }));
  const here = [ROOT, front, ...homes.map(({ home }) => home)]
    .filter(({ origin, pathname }) => origin === location.origin && location.pathname.startsWith(pathname))
    .reduce((a, b) => (b.pathname.length > a.pathname.length ? b : a), ROOT);
  const page = decodeURIComponent(location.pathname.slice(here.pathname.length)).replace(/\/?(?:index\.html)?$/u, "");
  const year = /^dates\/(\d{4})(?:\/|$)/u.exec(page)?.[1];
  /** @type {(string | number)[]} */
  const found = year
    ? homes.flatMap(({ name }, at) => (name === year ? [at] : []))
    : ((await json(new URL(`${crc32(page) % files}.json`, map)))[page] ?? []);
  const target = found.find((each) => typeof each === "string") ?? page;
  const links = found
    .flatMap((each) => (typeof each === "number" ? [homes[each]] : []))
    .map(({ name, home }) => ({ name, address: new URL(`${encodeURI(String(target))}/${location.hash}`, home) }))
    .filter(({ address }) => address.origin !== location.origin || address.pathname !== location.pathname);
  if (links.length === 1) {
    location.replace(links[0].address);
  } else if (links.length) {
    const anchors = links.map(({ name, address }) => {
      const anchor = document.createElement("a");
      anchor.href = address.href;
      anchor.textContent = name;
      return anchor;
    });
    place.append(_("Trang này có ở:"), " ", ...anchors.flatMap((anchor, at) => (at ? [", ", anchor] : [anchor])), ".");
    place.hidden = false;
  }
}

const place = document.getElementById("moved");
// Where the map can't be read, the page stays as it is.
if (place) lead(place).catch(() => {});
