// Reads one JSON request a line, writes one JSON answer a line: two independent implementations of the encryption.
const readline = require('readline');
const wecom = require('@wecom/crypto');
const WXBizMsgCrypt = require('wechat-crypto');

const libraries = {
  '@wecom/crypto': {
    encrypt: (r) => wecom.encrypt(r.key, r.message, r.receiver),
    decrypt: (r) => wecom.decrypt(r.key, r.sealed),
    sign: (r) => wecom.getSignature(r.token, r.timestamp, r.nonce, r.sealed),
  },
  'wechat-crypto': {
    encrypt: (r) => new WXBizMsgCrypt(r.token, r.key, r.receiver).encrypt(r.message),
    decrypt: (r) => new WXBizMsgCrypt(r.token, r.key, r.receiver).decrypt(r.sealed),
    sign: (r) => new WXBizMsgCrypt(r.token, r.key, r.receiver).getSignature(r.timestamp, r.nonce, r.sealed),
  },
};

readline.createInterface({ input: process.stdin }).on('line', (line) => {
  const request = JSON.parse(line);
  const answer = libraries[request.library][request.act](request);
  process.stdout.write(`${JSON.stringify(answer)}\n`);
});
