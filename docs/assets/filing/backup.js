// A second copy of the drafts, in IndexedDB: it is on the disk at once. Browsers write localStorage some seconds up to a
// minute later, so one that is killed has lost that much of it.

const DATABASE = 'gongkai-drafts';
const STORE = 'drafts';
const PATIENCE_MS = 2000;

/** @type {Promise<IDBDatabase | null> | undefined} */
let opened;

/** The database; null if the browser has none for this page. */
function open() {
  opened ??= new Promise((resolve) => {
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => resolve(null);
  });
  return opened.catch(() => null);
}

/**
 * Copy what the storage keeps under the key, or that it keeps nothing there any more; without a database, do nothing.
 * @param {Storage} storage
 * @param {string} key
 */
export async function backUp(storage, key) {
  const text = storage.getItem(key);
  const store = (await open())?.transaction(STORE, 'readwrite').objectStore(STORE);
  if (text === null) store?.delete(key);
  else store?.put(text, key);
}

/**
 * All copies: key and text; none if the browser does not answer.
 * @returns {Promise<[string, string][]>}
 */
export function backups() {
  return Promise.race([read(), new Promise((resolve) => setTimeout(resolve, PATIENCE_MS, []))]);
}

/** @returns {Promise<[string, string][]>} */
async function read() {
  const database = await open();
  return new Promise((resolve) => {
    /** @type {[string, string][]} */
    const found = [];
    const request = database?.transaction(STORE).objectStore(STORE).openCursor();
    if (!request) return resolve(found);
    request.onerror = () => resolve(found);
    request.onsuccess = () => {
      const { result } = request;
      if (!result) return resolve(found);
      found.push([String(result.key), result.value]);
      result.continue();
    };
  });
}
