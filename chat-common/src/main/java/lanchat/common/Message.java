package lanchat.common;

import io.avaje.jsonb.Json;

/** Whatever a server sends at the JSON door: an {@link Event} of the room, or a {@link Reply} to this connection. */
@Json(typeProperty = "type")
@Json.SubType(type = Event.Joined.class, name = "joined")
@Json.SubType(type = Event.Left.class, name = "left")
@Json.SubType(type = Event.Said.class, name = "said")
@Json.SubType(type = Event.Acted.class, name = "acted")
@Json.SubType(type = Event.Whispered.class, name = "whispered")
@Json.SubType(type = Event.Renamed.class, name = "renamed")
@Json.SubType(type = Event.Ruled.class, name = "ruled")
@Json.SubType(type = Event.Released.class, name = "released")
@Json.SubType(type = Reply.Server.class, name = "server")
@Json.SubType(type = Reply.Welcome.class, name = "welcome")
@Json.SubType(type = Reply.Now.class, name = "now")
@Json.SubType(type = Reply.Refused.class, name = "refused")
@Json.SubType(type = Reply.People.class, name = "people")
@Json.SubType(type = Reply.Notice.class, name = "notice")
@Json.SubType(type = Reply.History.class, name = "history")
@Json.SubType(type = Reply.Replaced.class, name = "replaced")
@Json.SubType(type = Reply.Pong.class, name = "pong")
@Json.SubType(type = Reply.Seen.class, name = "seen")
@Json.SubType(type = Reply.Verified.class, name = "verified")
public sealed interface Message permits Event, Reply {}
