// Seals a text to the service's public key: ECDH on P-256 with a key made for this one envelope, HKDF-SHA-256,
// AES-256-GCM. Nobody at this device can open it again, not even this script: the passing private key is forgotten.
// jobmatch/storage/envelopes.py opens it.

const INFO = new TextEncoder().encode('jobmatch-envelope-1')
const CURVE = { name: 'ECDH', namedCurve: 'P-256' }

/** Returns {key, ephemeral, nonce, text}. `key`: {id, public}; it opens only for these `bound` parts, in this order. */
export async function seal (key, text, bound) {
  const theirs = await crypto.subtle.importKey('raw', bytesOf(key.public), CURVE, false, [])
  const own = await crypto.subtle.generateKey(CURVE, false, ['deriveBits'])
  const ephemeral = new Uint8Array(await crypto.subtle.exportKey('raw', own.publicKey))
  const shared = await crypto.subtle.deriveBits({ name: 'ECDH', public: theirs }, own.privateKey, 256)
  const material = await crypto.subtle.importKey('raw', shared, 'HKDF', false, ['deriveKey'])
  const how = { name: 'HKDF', hash: 'SHA-256', salt: ephemeral, info: INFO }
  const secret = await crypto.subtle.deriveKey(how, material, { name: 'AES-GCM', length: 256 }, false, ['encrypt'])
  const nonce = crypto.getRandomValues(new Uint8Array(12))
  const additionalData = new TextEncoder().encode(bound.join('\u001f'))
  const plain = new TextEncoder().encode(text)
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv: nonce, additionalData }, secret, plain)
  return { key: key.id, ephemeral: base64(ephemeral), nonce: base64(nonce), text: base64(new Uint8Array(sealed)) }
}

function bytesOf (text) {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0))
}

function base64 (bytes) {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
}
