// Archives that no program of ours has packed.

/** The check sum of a zip's entry: CRC-32, as ZIP and PNG have it. */
function checkSum(bytes) {
  let sum = 0xffffffff;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return (sum ^ 0xffffffff) >>> 0;
}

/** A zip of these texts by their paths, not compressed: https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT. */
export function zipOf(files) {
  const [entries, index] = [[], []];
  let at = 0;
  for (const [path, text] of files) {
    const [name, bytes] = [Buffer.from(path), Buffer.from(text)];
    // Version, flags, method, time and date; check sum and sizes; lengths of name and extra field.
    const head = Buffer.alloc(26);
    head.writeUInt16LE(20, 0);
    head.writeUInt16LE(0x21, 8);
    head.writeUInt32LE(checkSum(bytes), 10);
    head.writeUInt32LE(bytes.length, 14);
    head.writeUInt32LE(bytes.length, 18);
    head.writeUInt16LE(name.length, 22);
    // Comment, disk and attributes, then where the entry is.
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(at, 10);
    const entry = Buffer.concat([Buffer.from('PK\x03\x04'), head, name, bytes]);
    entries.push(entry);
    index.push(Buffer.from('PK\x01\x02'), Buffer.from([20, 0]), head, tail, name);
    at += entry.length;
  }
  const list = Buffer.concat(index);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(entries.length, 4);
  end.writeUInt16LE(entries.length, 6);
  end.writeUInt32LE(list.length, 8);
  end.writeUInt32LE(at, 12);
  return Buffer.concat([...entries, list, Buffer.from('PK\x05\x06'), end]);
}
