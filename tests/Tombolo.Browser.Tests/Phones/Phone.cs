using Microsoft.Playwright;

namespace Tombolo.Browser.Tests.Phones;

/// <summary>What a person does with an app: taps and words. The same for the host's app and Wren's, in a frame or on a page of its own.</summary>
/// <param name="find">Finds something by its test id.</param>
internal sealed class Phone(Func<string, ILocator> find)
{
    public Phone(IPage page)
        : this(id => page.GetByTestId(id))
    {
    }

    public Phone(IFrameLocator frame)
        : this(id => frame.GetByTestId(id))
    {
    }

    public ILocator At(string testId) => find(testId);

    /// <summary>One tap: number or address and code are filled in.</summary>
    public async Task RegisterAsync()
    {
        await At("register").ClickAsync();
        await At("new-chat").First.WaitForAsync();
    }

    public async Task TurnThirdPartyChatsOnAsync()
    {
        await At("settings").ClickAsync();
        await At("third-party-settings").ClickAsync();
        await At("turn-on").ClickAsync();
        await At("explained").ClickAsync();
        await At("partner-wren").CheckAsync();
        await At("picked").ClickAsync();
        await At("done").ClickAsync();
        await At("third-party-on").WaitForAsync();
        await HomeAsync();
    }

    public async Task TurnThirdPartyChatsOffAsync()
    {
        await HomeAsync();
        await At("settings").ClickAsync();
        await At("third-party-settings").ClickAsync();
        await At("turn-off").ClickAsync();
        await At("turn-on").WaitForAsync();
        await HomeAsync();
    }

    public async Task BeginChatAsync(string suggested)
    {
        await At("new-chat").First.ClickAsync();
        await At("suggestion").Filter(new() { HasText = suggested }).ClickAsync();
        await At("composer").WaitForAsync();
    }

    public async Task WriteAsync(string text)
    {
        await At("composer").FillAsync(text);
        await At("composer").PressAsync("Enter");
    }

    public Task SeesAsync(string text) => At("theirs").Filter(new() { HasText = text }).WaitForAsync();

    /// <summary>Back to the chat list, from wherever.</summary>
    public async Task HomeAsync()
    {
        while (!await At("settings").IsVisibleAsync())
            await At("back").Filter(new() { Visible = true }).First.ClickAsync();
    }
}
