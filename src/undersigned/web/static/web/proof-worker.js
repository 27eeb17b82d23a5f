// Counts up until SHA-256 of "challenge:number" begins with so many zero bits, and says the number.
// SHA-256 by hand: the browser's own answers each of some hundred thousand questions later than this.

const K = new Uint32Array(64);
const START = new Uint32Array(8);

// The constants are the fractions of the roots of the first primes (FIPS 180-4, 4.2.2 and 5.3.3).
for (let found = 0, candidate = 2; found < 64; candidate += 1) {
  let isPrime = true;
  for (let i = 2; i * i <= candidate; i += 1) if (candidate % i === 0) isPrime = false;
  if (!isPrime) continue;
  if (found < 8) START[found] = (Math.sqrt(candidate) % 1) * 2 ** 32;
  K[found] = (Math.cbrt(candidate) % 1) * 2 ** 32;
  found += 1;
}

const words = new Uint32Array(64);

function block(state, bytes, from) {
  for (let i = 0; i < 16; i += 1) {
    const at = from + i * 4;
    words[i] = (bytes[at] << 24) | (bytes[at + 1] << 16) | (bytes[at + 2] << 8) | bytes[at + 3];
  }
  for (let i = 16; i < 64; i += 1) {
    const x = words[i - 15];
    const y = words[i - 2];
    const s0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
    const s1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
    words[i] = words[i - 16] + s0 + words[i - 7] + s1;
  }
  let [a, b, c, d, e, f, g, h] = state;
  for (let i = 0; i < 64; i += 1) {
    const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
    const t1 = (h + s1 + ((e & f) ^ (~e & g)) + K[i] + words[i]) | 0;
    const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
    const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + t1) | 0;
    d = c;
    c = b;
    b = a;
    a = (t1 + t2) | 0;
  }
  state[0] += a;
  state[1] += b;
  state[2] += c;
  state[3] += d;
  state[4] += e;
  state[5] += f;
  state[6] += g;
  state[7] += h;
}

// The bytes of a text, padded to whole blocks.
function padded(text) {
  const plain = new TextEncoder().encode(text);
  const bytes = new Uint8Array((Math.floor((plain.length + 8) / 64) + 1) * 64);
  bytes.set(plain);
  bytes[plain.length] = 0x80;
  new DataView(bytes.buffer).setUint32(bytes.length - 4, plain.length * 8);
  return bytes;
}

function answer(challenge, bits) {
  const same = Math.floor((challenge.length + 1) / 64) * 64; // blocks that every try begins with
  const begun = START.slice();
  for (let from = 0; from < same; from += 64) block(begun, padded(`${challenge}:`), from);
  const state = new Uint32Array(8);
  for (let number = 0; ; number += 1) {
    const bytes = padded(`${challenge}:${number}`);
    state.set(begun);
    for (let from = same; from < bytes.length; from += 64) block(state, bytes, from);
    if (Math.clz32(state[0]) >= bits) return String(number);
  }
}

addEventListener("message", ({ data }) => postMessage(answer(data.challenge, data.bits)));
