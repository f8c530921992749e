namespace Tombolo.Cli.Client;

/// <summary>The examples of <c>tombolo client --help</c>, at least one for each method. A test holds them against the OpenRPC document.</summary>
internal static class ClientExamples
{
    public static IReadOnlyList<(string Does, string Line)> All { get; } =
    [
        ("Ask the host to send a code to a phone number", """{"jsonrpc":"2.0","id":1,"method":"register","params":{"server":"http://localhost:8080","phone":"+34600000001"}}"""),
        ("Show the code", """{"jsonrpc":"2.0","id":2,"method":"verify","params":{"code":"123456"}}"""),
        ("Or be a partner's user; the token comes from `tombolo wren token`", """{"jsonrpc":"2.0","id":3,"method":"enlist","params":{"server":"http://localhost:8080","identityToken":"eyJhbGciOiJFUzI1NiJ9.e30.c2ln"}}"""),
        ("The key to name to a partner that issues the token (--key)", """{"jsonrpc":"2.0","id":4,"method":"identity"}"""),
        ("Connect, and stay connected", """{"jsonrpc":"2.0","id":5,"method":"login"}"""),
        ("Where the device stands", """{"jsonrpc":"2.0","id":6,"method":"status"}"""),
        ("Read the setting for third-party chats", """{"jsonrpc":"2.0","id":7,"method":"thirdPartyChats"}"""),
        ("Turn third-party chats on for Wren", """{"jsonrpc":"2.0","id":8,"method":"setThirdPartyChats","params":{"enabled":true,"partners":["wren"],"inbox":"separate"}}"""),
        ("Write to a user of Wren", """{"jsonrpc":"2.0","id":9,"method":"send","params":{"to":{"type":"email","value":"bea@wren.example","partner":"wren"},"text":"Hello Bea"}}"""),
        ("Write to a user of the host", """{"jsonrpc":"2.0","id":10,"method":"send","params":{"to":{"type":"phone","value":"+34600000002"},"text":"Hello Carol"}}"""),
        ("Write in a chat that is there", """{"jsonrpc":"2.0","id":11,"method":"send","params":{"chat":"0f4e7a52-7f0e-4a59-9c69-2f1c3f1a8b11@localhost","text":"Hello again"}}"""),
        ("Who has asked for contact", """{"jsonrpc":"2.0","id":12,"method":"requests"}"""),
        ("Accept a request", """{"jsonrpc":"2.0","id":13,"method":"accept","params":{"id":"6a0c52a0-52a4-4f0c-8e43-9a3d5a1c7d10@wren.interop.localhost"}}"""),
        ("Decline a request; the other side learns nothing", """{"jsonrpc":"2.0","id":14,"method":"decline","params":{"id":"6a0c52a0-52a4-4f0c-8e43-9a3d5a1c7d10@wren.interop.localhost"}}"""),
        ("Block someone, here only", """{"jsonrpc":"2.0","id":15,"method":"block","params":{"id":"6a0c52a0-52a4-4f0c-8e43-9a3d5a1c7d10@wren.interop.localhost"}}"""),
        ("Take a block back", """{"jsonrpc":"2.0","id":22,"method":"unblock","params":{"chat":"6a0c52a0-52a4-4f0c-8e43-9a3d5a1c7d10@wren.interop.localhost"}}"""),
        ("List the chats", """{"jsonrpc":"2.0","id":16,"method":"chats"}"""),
        ("The last messages of a chat", """{"jsonrpc":"2.0","id":17,"method":"messages","params":{"chat":"0f4e7a52-7f0e-4a59-9c69-2f1c3f1a8b11@localhost","limit":20}}"""),
        ("Mark a chat as read, and tell the sender", """{"jsonrpc":"2.0","id":18,"method":"markRead","params":{"chat":"0f4e7a52-7f0e-4a59-9c69-2f1c3f1a8b11@localhost"}}"""),
        ("The number to compare with the other person", """{"jsonrpc":"2.0","id":19,"method":"safetyNumber","params":{"chat":"0f4e7a52-7f0e-4a59-9c69-2f1c3f1a8b11@localhost"}}"""),
        ("Disconnect; what is not sent waits in the outbox", """{"jsonrpc":"2.0","id":20,"method":"logout"}"""),
        ("Everything there is, as an OpenRPC document", """{"jsonrpc":"2.0","id":21,"method":"rpc.discover"}"""),
    ];
}
