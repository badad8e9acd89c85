// What is not on the server yet, kept in this browser so that a reload or a killed browser loses none of it, and
// sealed so that nobody else reads it: the key comes from the server for this person and session, and dies there
// at sign-out (people/shelf.py, docs/adr/0033). Without a secure context or a key, memory has to do.
const STORE = "texts";
const bytes = (base64) => Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
const done = (ask) => new Promise((yes, no) => Object.assign(ask, { onsuccess: () => yes(ask.result), onerror: () => no(ask.error) }));

// A UUID; the browser's own `randomUUID` is missing where the context is not secure.
export function newKey() {
  const random = crypto.getRandomValues(new Uint8Array(16));
  random[6] = (random[6] & 15) | 64;
  random[8] = (random[8] & 63) | 128;
  return [...random].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

// `askKeys(known)` answers {id, secret, opens}: the key to seal with, and those of `known` that still open.
export function openShelf(author, askKeys) {
  const waiting = new Map(); // key -> what to write; null takes it away
  let [db, seal, sealId, writing] = [null, null, "", Promise.resolve()];

  const store = (mode) => db.transaction(STORE, mode, { durability: "relaxed" }).objectStore(STORE);
  const keyOf = (secret) => crypto.subtle.importKey("raw", bytes(secret), "AES-GCM", false, ["encrypt", "decrypt"]);

  async function openDatabase() {
    const ask = indexedDB.open("unsaved", 1);
    ask.onupgradeneeded = () => ask.result.createObjectStore(STORE, { keyPath: "key" });
    db = await done(ask);
    db.onclose = () => ([db, seal] = [null, null]); // the browser's storage was emptied beside us
    db.onversionchange = () => db.close();
  }

  // Another person's texts, and those whose key died, are thrown away unread.
  async function takeDown() {
    const rows = await done(store("readonly").getAll());
    const mine = rows.filter((row) => row.author === author);
    const keys = await askKeys([...new Set(mine.map((row) => row.by))]);
    const found = new Map();
    for (const row of mine) if (keys.opens[row.by]) found.set(row.key, await unsealed(row, keys.opens[row.by]));
    rows.filter((row) => !found.get(row.key)).forEach((row) => waiting.has(row.key) || waiting.set(row.key, null));
    [sealId, seal] = [keys.id, await keyOf(keys.secret)];
    return new Map([...found].filter(([, record]) => record));
  }

  async function unsealed({ iv, sealed }, secret) {
    try {
      const plain = await crypto.subtle.decrypt({ name: "AES-GCM", iv }, await keyOf(secret), sealed);
      return JSON.parse(new TextDecoder().decode(plain));
    } catch {
      return null;
    }
  }

  async function sealedRow(key, record) {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const plain = new TextEncoder().encode(JSON.stringify(record));
    return { key, author, by: sealId, iv, sealed: await crypto.subtle.encrypt({ name: "AES-GCM", iv }, seal, plain) };
  }

  // One after the other, each with whatever is newest then.
  async function flush() {
    if (!seal || !waiting.size) return;
    const batch = [...waiting];
    waiting.clear();
    const rows = await Promise.all(batch.map(([key, record]) => record && sealedRow(key, record)));
    const shelf = store("readwrite");
    batch.forEach(([key], index) => (rows[index] ? shelf.put(rows[index]) : shelf.delete(key)));
  }
  const write = () => (writing = writing.then(flush).catch(() => {})); // Full or forbidden: the text still stands in its field.

  const put = (key, record) => {
    waiting.set(key, record);
    write();
  };

  async function open() {
    try {
      if (!db) await openDatabase();
      const found = await takeDown();
      await write();
      return found;
    } catch {
      return new Map();
    }
  }

  return {
    ready: open(),
    renew: open, // after signing in again: a new session, so a new key
    put,
    drop: (key) => put(key, null),
    // At sign-out, synchronously begun: the transaction outlives the page.
    purge() {
      waiting.clear();
      seal = null;
      if (db) store("readwrite").clear();
    },
  };
}
