import type { MockProto } from "../../mock-proto/create-mock-proto.ts";
import { problem } from "../../mock-proto/problem.ts";
import type { PlayOptions } from "../../schedule/play.ts";
import { type ControlRoute, controlRoutes, type Params } from "./routes.ts";
import { toProblem } from "./to-problem.ts";

/**
 * What moves mock Proto from outside, by HTTP: the endpoints under `/_mock`.
 *
 * @param play where and how scenarios are played.
 */
export function createControlApi(
  proto: MockProto,
  play: PlayOptions,
): (request: Request) => Promise<Response> {
  const routes = controlRoutes(proto, play);
  return async (request) => {
    const { pathname } = new URL(request.url);
    const here = routes.filter(({ path }) => match(path, pathname));
    if (here.length === 0) return unknownPath();
    const route = here.find(({ method }) => method === request.method);
    if (!route) return wrongMethod(here);
    try {
      const value = await route.run(await request.text(), match(route.path, pathname) ?? {});
      return value === undefined ? new Response(null, { status: 204 }) : Response.json(value);
    } catch (error) {
      return toProblem(error);
    }
  };
}

/** What stands for the parameters of a path; undefined when it is another one. */
function match(path: string, pathname: string): Params | undefined {
  const parts = path.split("/");
  const given = pathname.split("/");
  if (given.length !== parts.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, part] of parts.entries()) {
    const value = given[index] ?? "";
    const [, name] = /^\{(\w+)\}$/.exec(part) ?? [];
    if (name !== undefined) params[name] = value;
    else if (part !== value) return undefined;
  }
  return params;
}

function unknownPath(): Response {
  return problem(
    404,
    "There is no such control endpoint. GET /_mock/openapi.json describes those that there are.",
  );
}

function wrongMethod(here: readonly ControlRoute[]): Response {
  const allowed = here.map(({ method }) => method).join(", ");
  const response = problem(
    405,
    `This endpoint takes ${allowed}. GET /_mock/openapi.json describes all of them.`,
  );
  response.headers.set("allow", allowed);
  return response;
}
