-- The tables as the version before revisions made them.
CREATE TABLE inbox (
  id INTEGER NOT NULL,
  channel TEXT NOT NULL,
  update_id BIGINT NOT NULL,
  chat TEXT NOT NULL,
  sender TEXT NOT NULL,
  payload TEXT NOT NULL,
  state VARCHAR(8) NOT NULL,
  claims INTEGER NOT NULL,
  received_at DATETIME NOT NULL,
  not_before DATETIME,
  claimed_at DATETIME,
  done_at DATETIME,
  CONSTRAINT pk_inbox PRIMARY KEY (id),
  CONSTRAINT uq_inbox_channel_update_id UNIQUE (channel, update_id),
  CONSTRAINT ck_inbox_state CHECK (state IN ('open', 'working', 'done'))
);
CREATE INDEX ix_inbox_unfinished ON inbox (channel, chat, update_id) WHERE state != 'done';
CREATE UNIQUE INDEX uq_inbox_one_in_work ON inbox (channel, chat) WHERE state = 'working';
CREATE TABLE outbox (
  id INTEGER NOT NULL,
  key_digest VARCHAR(64) NOT NULL,
  channel TEXT NOT NULL,
  chat TEXT NOT NULL,
  recipient TEXT NOT NULL,
  payload TEXT NOT NULL,
  state VARCHAR(8) NOT NULL,
  failures INTEGER NOT NULL,
  not_before DATETIME NOT NULL,
  leased_until DATETIME,
  finished_at DATETIME,
  reason TEXT,
  CONSTRAINT pk_outbox PRIMARY KEY (id),
  CONSTRAINT ck_outbox_state CHECK (state IN ('open', 'sent', 'dead')),
  CONSTRAINT uq_outbox_key_digest UNIQUE (key_digest)
);
CREATE INDEX ix_outbox_open ON outbox (not_before, id) WHERE state = 'open';
CREATE TABLE people (
  id VARCHAR(36) NOT NULL,
  language TEXT,
  consented_at DATETIME,
  withdrawn_at DATETIME,
  CONSTRAINT pk_people PRIMARY KEY (id)
);
CREATE TABLE channels (
  channel TEXT NOT NULL,
  "key" TEXT NOT NULL,
  person VARCHAR(36) NOT NULL,
  CONSTRAINT pk_channels PRIMARY KEY (channel, "key"),
  CONSTRAINT fk_channels_person FOREIGN KEY(person) REFERENCES people (id) ON DELETE CASCADE
);
CREATE INDEX ix_channels_person ON channels (person);
CREATE TABLE telegram_newest (
  id INTEGER NOT NULL,
  message_id BIGINT NOT NULL,
  PRIMARY KEY (id)
);
CREATE TABLE telegram_sent (
  update_id BIGINT NOT NULL,
  part INTEGER NOT NULL,
  message_id BIGINT NOT NULL,
  last BOOLEAN NOT NULL,
  PRIMARY KEY (update_id, part)
);
