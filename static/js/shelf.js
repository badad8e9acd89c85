// What is not on the server yet, kept in this browser so that a reload or a killed browser loses none of it, and
// sealed so that nobody else reads it: the key comes with the page, for this person and session, and dies on the server
// at sign-out (people/shelf.py, docs/adr/0033). Without a secure context or a key, memory has to do.
const STORE = "texts";
const AGAIN = 2000; // ms between two tries to ask for the keys of earlier sessions
const bytes = (base64) => Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
const done = (ask) => new Promise((yes, no) => Object.assign(ask, { onsuccess: () => yes(ask.result), onerror: () => no(ask.error) }));
const written = (transaction) =>
  new Promise((yes, no) => Object.assign(transaction, { oncomplete: yes, onabort: () => no(transaction.error) }));

// A UUID; the browser's own `randomUUID` is missing where the context is not secure.
export function newKey() {
  const random = crypto.getRandomValues(new Uint8Array(16));
  random[6] = (random[6] & 15) | 64;
  random[8] = (random[8] & 63) | 128;
  return [...random].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

// `own` is {id, secret}, the key to seal with. `askKeys(known)` answers the session's {id, secret, opens}, with the
// secrets of those `known` that still open, or null without a line.
export function openShelf(author, own, askKeys) {
  const waiting = new Map(); // key -> what to write; null takes it away
  let [db, seal, writing, isPurged] = [null, null, Promise.resolve(), false];
  let locked = new Set(); // keys of texts that an earlier session sealed: nothing is written over them unread

  const store = (mode) => db.transaction(STORE, mode, { durability: "relaxed" }).objectStore(STORE);
  const keyOf = (secret) => crypto.subtle.importKey("raw", bytes(secret), "AES-GCM", false, ["encrypt", "decrypt"]);
  const sealWith = async ({ id, secret }) => (seal = { id, key: await keyOf(secret) });

  async function openDatabase() {
    const ask = indexedDB.open("unsaved", 1);
    ask.onupgradeneeded = () => ask.result.createObjectStore(STORE, { keyPath: "key" });
    db = await done(ask);
    db.onclose = () => ([db, seal] = [null, null]); // the browser's storage was emptied beside us
    db.onversionchange = () => db.close();
  }

  // Another person's texts, and those whose key died, are thrown away unread.
  async function takeDown(isNewSession) {
    const rows = await done(store("readonly").getAll());
    const mine = rows.filter((row) => row.author === author);
    const older = mine.filter((row) => row.by !== own.id);
    locked = new Set(older.map((row) => row.key));
    await sealWith(own); // what is typed from here on is safe, with a line or without
    write();
    const opens = isNewSession || older.length ? await opened(mine) : { [own.id]: own.secret };
    const found = new Map();
    for (const row of mine) if (opens[row.by]) found.set(row.key, await unsealed(row, opens[row.by]));
    rows.filter((row) => !found.get(row.key)).forEach((row) => waiting.has(row.key) || waiting.set(row.key, null));
    locked.clear();
    return new Map([...found].filter(([, record]) => record));
  }

  async function opened(mine) {
    const keys = await askKeys([...new Set(mine.map((row) => row.by))]);
    if (isPurged) throw new Error("Signed out.");
    if (!keys) return new Promise((later) => setTimeout(later, AGAIN)).then(() => opened(mine));
    own = keys;
    await sealWith(own);
    return keys.opens;
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
    const { id: by, key: sealing } = seal;
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const plain = new TextEncoder().encode(JSON.stringify(record));
    return { key, author, by, iv, sealed: await crypto.subtle.encrypt({ name: "AES-GCM", iv }, sealing, plain) };
  }

  // One after the other, each with whatever is newest then. The next waits until this one is written: quick typing
  // on a slow disk would queue a transaction for each key, and a killed browser would lose the whole queue.
  async function flush() {
    const batch = [...waiting].filter(([key]) => !locked.has(key));
    if (!seal || !batch.length) return;
    batch.forEach(([key]) => waiting.delete(key));
    const rows = await Promise.all(batch.map(([key, record]) => record && sealedRow(key, record)));
    const shelf = store("readwrite");
    batch.forEach(([key], index) => (rows[index] ? shelf.put(rows[index]) : shelf.delete(key)));
    await written(shelf.transaction);
  }
  const write = () => (writing = writing.then(flush).catch(() => {})); // Full or forbidden: the text still stands in its field.

  const put = (key, record) => {
    waiting.set(key, record);
    write();
  };

  async function open(isNewSession = false) {
    try {
      isPurged = false;
      if (!db) await openDatabase();
      const found = await takeDown(isNewSession);
      await write();
      return found;
    } catch {
      return new Map();
    }
  }

  return {
    ready: open(),
    renew: () => open(true), // after signing in again: a new session, so a new key
    put,
    drop: (key) => put(key, null),
    // At sign-out, synchronously begun: the transaction outlives the page.
    purge() {
      waiting.clear();
      [seal, isPurged] = [null, true];
      if (db) store("readwrite").clear();
    },
  };
}
