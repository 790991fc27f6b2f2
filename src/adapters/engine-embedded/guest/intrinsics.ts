// biome-ignore-all lint/suspicious/noShadowRestrictedNames: they take the place of the globals
/**
 * Built-in objects of the realm as they were before the script ran: the bundler puts them in the place of the globals
 * of the guest library (src/tooling/guest-source-plugin.ts). A script may change its own `JSON.stringify`, `Object.keys`
 * or `Map`; k6 is not written in JavaScript, and does not notice. `Math` is not here: `Math.random` is the script's.
 */
const realm = globalThis;

/** The functions of a built-in object or prototype. */
function functionsOf<Owner extends object>(owner: Owner): Owner {
  const { constructor: _, ...members } = realm.Object.getOwnPropertyDescriptors(owner) as Record<
    string | symbol,
    PropertyDescriptor
  >;
  return realm.Object.defineProperties({}, members) as Owner;
}

class OwnMap<Key, Value> extends realm.Map<Key, Value> {}
class OwnSet<Value> extends realm.Set<Value> {}

const ownMembers = (owner: object) => realm.Object.getOwnPropertyDescriptors(functionsOf(owner));
realm.Object.defineProperties(OwnMap.prototype, ownMembers(realm.Map.prototype));
realm.Object.defineProperties(OwnSet.prototype, ownMembers(realm.Set.prototype));

const ownJson = functionsOf(realm.JSON);
const ownObject = functionsOf(realm.Object);
const ownReflect = functionsOf(realm.Reflect);
const ownArray = functionsOf(realm.Array);

export {
  OwnMap as Map,
  OwnSet as Set,
  ownArray as Array,
  ownJson as JSON,
  ownObject as Object,
  ownReflect as Reflect,
};

export const {
  ArrayBuffer,
  Boolean,
  Error,
  FinalizationRegistry,
  Float64Array,
  Number,
  Promise,
  Proxy,
  RangeError,
  RegExp,
  String,
  TypeError,
  Uint8Array,
  decodeURIComponent,
  encodeURIComponent,
} = realm;
