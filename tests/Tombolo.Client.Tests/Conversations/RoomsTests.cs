using Tombolo.Client.Conversations;
using Tombolo.Content.Codec;
using Tombolo.Content.Meaning;

namespace Tombolo.Client.Tests.Conversations;

public class RoomsTests
{
    private const string Alice = "4b1c5a1e-8f0d-4c57-9c86-2f0c4a1d7e01@chat.example";
    private const string Bea = "a7d2f3b4-1c2d-4e5f-8a9b-0c1d2e3f4a5b@wren.interop.chat.example";

    [Fact]
    public void Room_FromBothSides_IsTheSame()
    {
        var room = Rooms.RoomUri("chat.example", Alice, Bea);

        Assert.Equal(room, Rooms.RoomUri("chat.example", Bea, Alice));
        Assert.Equal($"mimi://chat.example/r/{Alice},{Bea}", room);
        Assert.Equal(Bea, Rooms.PeerOf(room, "chat.example", Alice));
        Assert.Equal(Alice, Rooms.PeerOf(room, "chat.example", Bea));
        Assert.Null(Rooms.PeerOf(room, "chat.example", "someone@chat.example"));
        Assert.Null(Rooms.PeerOf("mimi://other.example/r/a,b", "chat.example", "a"));
    }

    [Fact]
    public void Content_Sealed_AgreesWithItsRoomOnly()
    {
        var room = Rooms.RoomUri("chat.example", Alice, Bea);
        var (bytes, _) = Rooms.Seal(MessageComposer.Text("Hello"), Rooms.SenderUri(Alice), room);

        var content = ContentCodec.Decode(bytes).Value!;

        Assert.True(Rooms.Agrees(content, Rooms.SenderUri(Alice), room));
        Assert.False(Rooms.Agrees(content, Rooms.SenderUri(Bea), room));
        Assert.False(Rooms.Agrees(content, Rooms.SenderUri(Alice), room + "x"));
    }
}
