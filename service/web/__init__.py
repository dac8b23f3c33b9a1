"""The Indonesian web form: server-rendered, without JavaScript, without anything from outside."""
