"""The Web API methods and response_urls themselves: what each does to the workspace and answers."""

from collections.abc import Callable
from typing import Any

from tests.slack import blockkit
from tests.slack.stand_in import checks, payloads
from tests.slack.stand_in.refusals import Gate, Refused
from tests.slack.stand_in.workspace import (
    EPHEMERAL,
    RESPONSE_URL,
    Credentials,
    Installation,
    Message,
    ResponseUrl,
    Workspace,
    kept,
)

Answer = dict[str, Any]
USES = 5


class Api:
    """The methods: __call__(method, app, args) -> the answer; raises Refused.

    Whoever calls holds the lock of SlackSide. problem(text) takes note of what Slack would let pass but we do not;
    echo(event, app) sends the bot an event about what it did.
    """

    def __init__(
        self,
        space: Workspace,
        credentials: Credentials,
        mentionable: set[str],
        problem: Callable[[str], None],
        echo: Callable[[dict[str, Any], Installation], None],
    ) -> None:
        self._space, self._credentials, self._mentionable = space, credentials, mentionable
        self._gate, self._echo = Gate(space, mentionable, problem), echo

    def __call__(self, method: str, app: Installation | None, args: dict[str, Any]) -> Answer:
        return getattr(self, "_" + method.replace(".", "_"))(app, args)

    # Tokens

    def _auth_test(self, app: Installation, args: dict[str, Any]) -> Answer:
        return {
            "url": f"https://{payloads.DOMAIN}.slack.com/",
            "team": payloads.DOMAIN,
            "user": "rolewise",
            "team_id": app.team,
            "user_id": app.bot_user,
            "bot_id": app.bot_id,
            "is_enterprise_install": False,
        }

    def _oauth_v2_access(self, app: None, args: dict[str, Any]) -> Answer:
        if args.get("client_id") != self._credentials.client_id:
            raise Refused("invalid_client_id")
        if args.get("client_secret") != self._credentials.client_secret:
            raise Refused("bad_client_secret")
        team = self._space.codes.pop(args.get("code", ""), None)
        if team is None:
            raise Refused("invalid_code")
        installed = self._space.install(team, self._credentials.scopes)
        return {
            "access_token": installed.token,
            "token_type": "bot",
            "scope": ",".join(sorted(installed.scopes)),
            "bot_user_id": installed.bot_user,
            "app_id": payloads.APP_ID,
            "team": {"id": team, "name": payloads.DOMAIN},
            "enterprise": None,
            "authed_user": {"id": "U0INSTALLER"},
            "is_enterprise_install": False,
        }

    def _apps_connections_open(self, app: None, args: dict[str, Any]) -> Answer:
        ticket = self._space.number()
        self._space.tickets.add(ticket)
        return {"url": f"{self._space.socket_url}?ticket={ticket}"}

    # Messages

    def _chat_postMessage(self, app: Installation, args: dict[str, Any]) -> Answer:  # noqa: N802
        channel = args["channel"]
        if channel[0] in "UW":
            channel = self._space.direct(channel, app.team)
        self._gate.postable(channel, app)
        self._gate.content(args)
        self._gate.note(checks.unfurl_problems(args) + checks.metadata_problems(args))
        thread_ts = self._gate.thread(channel, args)
        said = Message(
            channel,
            self._space.timestamp(),
            thread_ts,
            args.get("text", ""),
            args.get("blocks", []),
            metadata=args.get("metadata", {}),
            author=app.bot_user,
        )
        self._space.add(said)
        self._space.statuses.pop((channel, thread_ts), None)
        parent = self._space.messages.get((channel, thread_ts))
        self._echo(payloads.message_event(said, app, parent.author if parent else ""), app)
        return {"channel": channel, "ts": said.ts, "message": payloads.message(said, app)}

    def _chat_postEphemeral(self, app: Installation, args: dict[str, Any]) -> Answer:  # noqa: N802
        self._gate.postable(args["channel"], app)
        self._gate.content(args)
        said = Message(
            args["channel"],
            self._space.timestamp(),
            self._gate.thread(args["channel"], args),
            args.get("text", ""),
            args.get("blocks", []),
            user=args["user"],
            via=EPHEMERAL,
            author=app.bot_user,
        )
        self._space.add(said)
        return {"message_ts": said.ts}

    def _chat_update(self, app: Installation, args: dict[str, Any]) -> Answer:
        said = self._gate.own(app, args)
        before = payloads.message(said, app)
        self._gate.content(args)
        self._gate.note(checks.metadata_problems(args))
        self._change(said, args)
        said.metadata = args.get("metadata", said.metadata)
        changed = payloads.changed(said, app, before, self._space.timestamp())
        self._echo(changed, app)
        return {"channel": said.channel, "ts": said.ts, "text": said.text, "message": payloads.message(said, app)}

    def _conversations_replies(self, app: Installation, args: dict[str, Any]) -> Answer:
        self._gate.known(args["channel"], app)
        found = self._space.thread(args["channel"], args["ts"])
        if not found:
            raise Refused("thread_not_found")
        limit = args.get("limit", 100)
        if not 1 <= limit <= 999:
            raise Refused("invalid_limit", f"limit of {limit}")
        inside = args.get("inclusive", False)
        oldest, latest = args.get("oldest", "0"), args.get("latest", "9")
        root, *replies = found
        page = [root, *(m for m in replies if oldest < m.ts < latest or (inside and m.ts in (oldest, latest)))]
        return {"messages": [payloads.message(m, app) for m in page[:limit]], "has_more": len(page) > limit}

    # Conversations

    def _conversations_open(self, app: Installation, args: dict[str, Any]) -> Answer:
        if ("users" in args) == ("channel" in args):
            raise Refused("invalid_arguments", "either users or channel")
        channel = args.get("channel") or self._space.direct(args["users"], app.team)
        self._gate.known(channel, app)
        return {"channel": {"id": channel}}

    # Members

    def _users_info(self, app: Installation, args: dict[str, Any]) -> Answer:
        user = args["user"]
        told = {"id": user, "team_id": app.team, "name": user.lower(), "real_name": user.lower(), "deleted": False}
        told |= {"is_bot": False, "is_restricted": False, "is_ultra_restricted": False, "is_stranger": False}
        return {"user": told | self._space.members.get(user, {})}

    # Views

    def _views_publish(self, app: Installation, args: dict[str, Any]) -> Answer:
        view = args["view"]
        found = blockkit.view_problems(view)
        found += checks.content_problems({"blocks": view.get("blocks")}, self._mentionable)
        if view.get("type") != "home":
            found.append(f"a view of type {view.get('type')!r} instead of home")
        if found:
            raise Refused("invalid_arguments", "; ".join(found), response_metadata={"messages": found})
        itself = {"id": f"V{self._space.number()}", "team_id": app.team, "bot_id": app.bot_id}
        shown = {**view, "blocks": kept(view["blocks"]), **itself}
        self._space.views[args["user_id"]] = shown
        return {"view": shown}

    def _views_open(self, app: Installation, args: dict[str, Any]) -> Answer:
        view = args["view"]
        if args["trigger_id"] in self._space.modals:
            raise Refused("exchanged_trigger_id", "a trigger that was used already")
        found = blockkit.view_problems(view)
        if view.get("type") != "modal":
            found.append(f"a view of type {view.get('type')!r} instead of modal")
        if found:
            raise Refused("invalid_arguments", "; ".join(found), response_metadata={"messages": found})
        itself = {"id": f"V{self._space.number()}", "team_id": app.team, "bot_id": app.bot_id}
        self._space.modals[args["trigger_id"]] = {**view, "blocks": kept(view["blocks"]), **itself}
        return {"view": self._space.modals[args["trigger_id"]]}

    # The assistant's threads

    def _assistant_threads_setStatus(self, app: Installation, args: dict[str, Any]) -> Answer:  # noqa: N802
        self._assistant(app, args)
        if len(args.get("loading_messages", [])) > 10:
            raise Refused("invalid_arguments", "more than 10 loading_messages")
        self._space.statuses[args["channel_id"], args["thread_ts"]] = args["status"]
        return {}

    def _assistant_threads_setTitle(self, app: Installation, args: dict[str, Any]) -> Answer:  # noqa: N802
        root = self._assistant(app, args)
        if not args["title"].strip():
            raise Refused("invalid_arguments", "a title without text")
        root.text = args["title"]
        return {}

    def _assistant_threads_setSuggestedPrompts(self, app: Installation, args: dict[str, Any]) -> Answer:  # noqa: N802
        if "thread_ts" in args:
            self._assistant(app, args)
        else:
            self._gate.known(args["channel_id"], app)
        found = checks.prompt_problems(args["prompts"])
        if found:
            raise Refused("invalid_arguments", "; ".join(found))
        return {}

    def _assistant(self, app: Installation, args: dict[str, Any]) -> Message:
        self._gate.known(args["channel_id"], app)
        root = self._space.messages.get((args["channel_id"], args["thread_ts"]))
        if root is None or not args["channel_id"].startswith("D"):
            raise Refused("invalid_thread_ts", f"no assistant thread {args['thread_ts']} in {args['channel_id']}")
        return root

    # response_urls

    def respond(self, url: ResponseUrl, app: Installation | None, args: dict[str, Any]) -> None:
        """Posts to a response_url; raises Refused."""
        if url.used >= USES:
            raise Refused("used_url", "a response_url used more than 5 times")
        url.used += 1
        original, replaces = url.original, args.get("replace_original", False)
        if (replaces or args.get("delete_original")) and (original is None or original.deleted):
            raise Refused("no_original", "replace_original or delete_original where there is no original")
        if args.get("delete_original") and original:
            original.deleted = True
            if not replaces and not args.get("text") and not args.get("blocks"):
                return
        self._gate.content(args)
        kind = args.get("response_type", "ephemeral")
        if kind not in ("ephemeral", "in_channel"):
            raise Refused("invalid_arguments", f"response_type: {kind!r}")
        if replaces and original:
            if original.user and kind == "in_channel" and "response_type" in args:
                raise Refused("invalid_arguments", "an ephemeral message cannot become visible by being replaced")
            self._change(original, args)
            return
        if kind == "in_channel":
            self._gate.note(checks.unfurl_problems(args))
        said = Message(
            url.channel,
            self._space.timestamp(),
            args.get("thread_ts", ""),
            args.get("text", ""),
            args.get("blocks", []),
            user=url.user if kind == "ephemeral" else "",
            via=RESPONSE_URL,
            author=app.bot_user if app else "",
        )
        self._space.add(said)
        if app and not said.user:
            self._echo(payloads.message_event(said, app), app)

    # What several do

    def _change(self, said: Message, args: dict[str, Any]) -> None:
        # The blocks are replaced, never changed in place: a test may hold the old ones.
        said.text = args.get("text", said.text)
        if "blocks" in args:
            said.blocks = kept(args["blocks"])
        said.edits += 1
