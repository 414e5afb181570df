'use strict';
// node serve.cjs FOLDER PORT: telegram-test-api from FOLDER/node_modules on 127.0.0.1:PORT until standard input ends.
//
// What it answers otherwise than https://core.telegram.org/bots/api says, so that python-telegram-bot cannot read it, is
// put right here and nowhere in the bot. What it lacks (setMyCommands, sendChatAction, sendDocument, ...) stays lacking.

const { createRequire } = require('node:module');
const path = require('node:path');

const [folder, port] = process.argv.slice(2);
const load = createRequire(path.resolve(folder, 'package.json'));
const { TelegramServer } = load('telegram-test-api/lib/telegramServer');
const { routes } = load('telegram-test-api/lib/routes/index');

const seconds = () => Math.floor(Date.now() / 1000);
const edited = (_result, body) => ({
  message_id: Number(body.message_id),
  date: seconds(),
  edit_date: seconds(),
  chat: { id: Number(body.chat_id), type: 'private' },
});
const right = {
  // is_bot is missing.
  getMe: (result) => ({ ...result, is_bot: true }),
  // The date is in milliseconds, and the request's own parameters come back as they were sent.
  sendMessage: (result) => ({ message_id: result.message_id, date: seconds(), chat: result.chat, text: result.text }),
  // null instead of the message.
  editMessageText: edited,
  editMessageReplyMarkup: edited,
};

routes.unshift((app) => {
  app.all('/bot:token/:method', (request, response, next) => {
    const correct = right[request.params.method];
    if (correct) {
      const send = response.sendResult;
      response.sendResult = (data) => send({ ...data, result: correct(data.result, request.body) });
    }
    next();
  });
});

const format = TelegramServer.formatUpdate;
TelegramServer.formatUpdate = (update) => {
  const body = format(update);
  const instance = update.callbackQuery && update.callbackQuery.chat_instance;
  if (instance) { // dropped otherwise
    body.callback_query.chat_instance = instance;
  }
  if (update.message && update.message.edit_date) { // no client can edit otherwise
    const message = { ...body.message, message_id: update.message.message_id };
    return { update_id: body.update_id, edited_message: message };
  }
  return body;
};

const server = new TelegramServer({ host: '127.0.0.1', port: Number(port) });
server.start().then(() => console.log('ready'), (error) => {
  console.error(String(error));
  process.exit(1);
});
process.stdin.resume().on('end', () => process.exit(0));
