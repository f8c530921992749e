using Bunit;
using Tombolo.App.Places;
using Tombolo.App.Tests.Device;
using Tombolo.Client;
using Tombolo.Interop.Errors;

namespace Tombolo.App.Tests.Screens;

public sealed class DraftTests
{
    [Fact]
    public async Task FirstMessage_NobodyReachable_SaysSoAndGivesTheTextBack()
    {
        await using var phone = new Phone();
        phone.Go(new Place.Draft(null, "phone", "+34600000009"));
        var app = phone.Open();
        phone.Messenger.NextRefusal = Refusal.For(ErrorCode.NotReachable);

        app.Find("[data-testid=composer]").Input("Hello?");
        app.Find("form.composer").Submit();

        Assert.Contains("Nobody can be reached", app.WaitForElement("[data-testid=problem]").TextContent);
        Assert.Equal("Hello?", app.Find("[data-testid=composer]").GetAttribute("value"));
    }

    [Fact]
    public async Task FirstMessage_Sent_BecomesTheChat()
    {
        await using var phone = new Phone();
        phone.Go(new Place.Draft("wren", "email", "bea@wren.example"));
        var app = phone.Open();

        app.Find("[data-testid=composer]").Input("Hello Bea");
        app.Find("form.composer").Submit();

        app.WaitForAssertion(() => Assert.Equal(new Place.Conversation("bea@wren.example@found"), phone.Navigator.Current));
        Assert.Equal(["connect", "send bea@wren.example Hello Bea"], phone.Messenger.Asked);
    }
}
