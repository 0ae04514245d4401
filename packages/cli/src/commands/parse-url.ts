import { InvalidArgumentError } from "commander";

/** An http(s) URL. Commander names the option; what was given is not repeated where it may hold a password. */
export function parseUrl(text: string): URL {
  const url = URL.parse(text);
  if (!url || !/^https?:$/.test(url.protocol)) {
    throw new InvalidArgumentError(
      "It must begin with http:// or https://, as in http://127.0.0.1:3000/webhook.",
    );
  }
  if (url.username || url.password)
    throw new InvalidArgumentError("Leave out the user name and the password.");
  return url;
}
