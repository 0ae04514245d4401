/** A call names a chat that there is not. */
export class NoSuchChat extends Error {
  constructor() {
    super(
      "There is no chat of this id. Create one with POST /webhook/{channel_id}/chat; GET /_mock/state lists those that there are.",
    );
  }
}
