using Tombolo.App.Places;

namespace Tombolo.App.Tests.Places;

public sealed class PlaceTests
{
    public static TheoryData<string> Identifiers => ["uuid@wren.interop.localhost", "a~2Eb@x", "straße/with slash", "100%"];

    [Theory]
    [MemberData(nameof(Identifiers))]
    public void Path_OfAChat_LeadsBackToIt(string id)
    {
        foreach (var place in new Place[] { new Place.Conversation(id), new Place.Details(id), new Place.Draft("wren", "email", id), new Place.Draft(null, "phone", id) })
        {
            Assert.Equal(place, Place.Parse(place.Path));
            Assert.DoesNotContain('.', place.Path);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("chats")]
    [InlineData("nowhere/at/all")]
    public void Parse_Unknown_IsTheChatList(string path) => Assert.IsType<Place.ChatList>(Place.Parse(path));
}
