// What the journal, the leases and the uses of one terminal are kept in: IndexedDB, and nothing else that a reload loses.
//
//   state    single values: "key" and "head" of the journal, "asked" and "through" (which entry the server must have, and has),
//            "latest" time, "wish" and "asking" for leases, and the version of "leases"
//   lines    the journal's lines by number
//   leases   leases with their sheets by name
//   uses     what was given, and voids, by key

const STORES = ["state", "lines", "leases", "uses"];

// Whether this browser has all that a till without a network needs: another one works with the network alone.
export async function isCapable() {
  if (!window.isSecureContext || !window.indexedDB || !navigator.locks) return false;
  try {
    await crypto.subtle.generateKey("Ed25519", false, ["sign", "verify"]);
    return true;
  } catch {
    return false;
  }
}

export class Database {
  static async open(terminal) {
    const request = indexedDB.open(`tessera-till-${terminal}`, 1);
    request.onupgradeneeded = () => STORES.forEach(name => request.result.createObjectStore(name));
    const database = new Database();
    database.connection = await result(request);
    return database;
  }

  get(store, name) {
    return result(this.connection.transaction(store).objectStore(store).get(name));
  }

  all(store) {
    return result(this.connection.transaction(store).objectStore(store).getAll());
  }

  // The values whose numbers lie between two, both included.
  between(store, first, last) {
    return result(this.connection.transaction(store).objectStore(store).getAll(IDBKeyRange.bound(first, last)));
  }

  // The numbers up to one.
  names(store, last) {
    return result(this.connection.transaction(store).objectStore(store).getAllKeys(IDBKeyRange.upperBound(last)));
  }

  // Writes all of it or nothing, and returns once it is on the disk: [store, name, value], without a value to remove.
  write(changes) {
    const names = [...new Set(changes.map(([store]) => store))];
    const transaction = this.connection.transaction(names, "readwrite", { durability: "strict" });
    for (const [store, name, value] of changes) {
      if (value === undefined) transaction.objectStore(store).delete(name);
      else transaction.objectStore(store).put(value, name);
    }
    return new Promise((done, failed) => {
      transaction.oncomplete = () => done();
      transaction.onabort = transaction.onerror = () => failed(transaction.error ?? new Error("not written"));
    });
  }
}

function result(request) {
  return new Promise((done, failed) => {
    request.onsuccess = () => done(request.result);
    request.onerror = request.onblocked = () => failed(request.error ?? new Error("blocked"));
  });
}
