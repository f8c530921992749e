using Bunit;
using Tombolo.App.Places;
using Tombolo.App.Tests.Device;

namespace Tombolo.App.Tests.Screens;

public sealed class RequestTests
{
    [Theory]
    [InlineData("accept")]
    [InlineData("decline")]
    [InlineData("block")]
    public async Task Answer_Tapped_AsksTheMessengerOnce(string answer)
    {
        await using var phone = Asked(out var app);

        app.Find($"[data-testid={answer}]").Click();

        Assert.Equal(["connect", $"{answer} {People.Bea}"], phone.Messenger.Asked);
    }

    [Fact]
    public async Task Card_Open_NothingIsMarkedReadAndNothingIsALink()
    {
        await using var phone = Asked(out var app);

        Assert.Contains("bea@wren.example on Wren wants to write to you", app.Find("[data-testid=request-card]").TextContent);
        Assert.Empty(app.FindAll("[data-testid=request-card] a"));
        Assert.Empty(app.FindAll("[data-testid=composer]"));
        Assert.Equal(["connect"], phone.Messenger.Asked);
    }

    [Fact]
    public async Task Declined_LeadsBackToTheList()
    {
        await using var phone = Asked(out var app);

        app.Find("[data-testid=decline]").Click();

        Assert.IsType<Place.ThirdPartyChats>(phone.Navigator.Current);
    }

    private static Phone Asked(out IRenderedComponent<Root> app)
    {
        var phone = new Phone();
        phone.Messenger.ThirdPartyChats = People.On();
        phone.Messenger.Requests.Add(People.BeaRequest("Look at https://example.org"));
        phone.Go(new Place.Conversation(People.Bea));
        app = phone.Open();
        return phone;
    }
}
