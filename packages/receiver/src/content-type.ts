import type { RequestHead } from "./http.ts";
import { ReceiverError } from "./receiver-error.ts";

/** `application/json`, `text/json` and everything that ends in `+json` (the JSON MIME types of the WHATWG). */
const jsonType = /^(?:(?:application|text)\/json|[\w!#$&^.+-]+\/[\w!#$&^.+-]+\+json)$/i;
const charset = /;\s*charset\s*=\s*"?([^";\s]*)/i;

/** Throws unless the headers announce uncompressed JSON in UTF-8. */
export function checkContentType(request: RequestHead): void {
  const contentType = request.header("content-type");
  if (contentType !== "application/json") {
    const essence = (contentType ?? "").split(";", 1)[0]?.trim() ?? "";
    if (!jsonType.test(essence)) {
      throw new ReceiverError(
        "unsupported_media_type",
        `The content type must be application/json; ${contentType ? "it was another one" : "there was none"}.`,
      );
    }
    const name = charset.exec(contentType ?? "")?.[1];
    if (name !== undefined && !/^utf-?8$/i.test(name)) {
      throw new ReceiverError("unsupported_media_type", "The charset must be utf-8, as it is for all JSON.");
    }
  }
  const encoding = request.header("content-encoding");
  if (encoding && encoding.trim().toLowerCase() !== "identity") {
    throw new ReceiverError("unsupported_media_type", "The body must not be compressed (Content-Encoding).");
  }
}
