<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>About</name>
    <message>
        <source>About Labeldesk</source>
        <translation>关于 Labeldesk</translation>
    </message>
    <message>
        <source>Version {version}</source>
        <translation>版本 {version}</translation>
    </message>
    <message>
        <source>Everything stays on this computer: images, annotations and models are sent nowhere.</source>
        <translation>一切都留在这台电脑上：图像、标注和模型不会发送到任何地方。</translation>
    </message>
    <message>
        <source>Copy details</source>
        <translation>复制详细信息</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Python</source>
        <translation>Python</translation>
    </message>
    <message>
        <source>Qt</source>
        <translation>Qt</translation>
    </message>
    <message>
        <source>Settings and logs</source>
        <translation>设置与日志</translation>
    </message>
</context>
<context>
    <name>Accept</name>
    <message>
        <source>All images that are not done</source>
        <translation>所有未完成的图像</translation>
    </message>
    <message>
        <source>The images that the filter lists</source>
        <translation>筛选列出的图像</translation>
    </message>
    <message>
        <source>The images selected in the grid</source>
        <translation>网格中选中的图像</translation>
    </message>
    <message>
        <source>All models</source>
        <translation>所有模型</translation>
    </message>
    <message>
        <source>Accept suggestions on many images</source>
        <translation>在多张图像上接受建议</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>图像</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Confidence at least</source>
        <translation>置信度不低于</translation>
    </message>
    <message>
        <source>Confidence at least for {name}</source>
        <translation>{name} 的置信度不低于</translation>
    </message>
    <message>
        <source>One tag per image: the best, where there is none yet</source>
        <translation>每张图像一个标签：取最佳者，仅用于尚无标签的图像</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Nothing to accept</source>
        <translation>没有可接受的建议</translation>
    </message>
    <message>
        <source>No suggestion reaches these scores</source>
        <translation>没有建议达到这些分数</translation>
    </message>
    <message>
        <source>Counting…</source>
        <translation>正在计数…</translation>
    </message>
    <message>
        <source>Accept {n} suggestion</source>
        <translation>接受 {n} 个建议</translation>
    </message>
    <message>
        <source>Accept {n} suggestions</source>
        <translation>接受 {n} 个建议</translation>
    </message>
    <message>
        <source>On {n} image. One undo takes all of it back</source>
        <translation>涉及 {n} 张图像。撤销一次即可全部撤回</translation>
    </message>
    <message>
        <source>On {n} images. One undo takes all of it back</source>
        <translation>涉及 {n} 张图像。撤销一次即可全部撤回</translation>
    </message>
    <message>
        <source>{n} of {all}</source>
        <translation>{n} / {all}</translation>
    </message>
    <message>
        <source>{n} more classes are as rare as the last of these, or rarer</source>
        <translation>另有 {n} 个类别，数量与最后一个相同或更少</translation>
    </message>
</context>
<context>
    <name>Actions</name>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>Cut</source>
        <translation>剪切</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Paste in place</source>
        <translation>原位粘贴</translation>
    </message>
    <message>
        <source>Paste objects of the previous image</source>
        <translation>粘贴上一张图像的对象</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>创建副本</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>全选</translation>
    </message>
    <message>
        <source>Open folder…</source>
        <translation>打开文件夹…</translation>
    </message>
    <message>
        <source>Open project or image…</source>
        <translation>打开项目或图像…</translation>
    </message>
    <message>
        <source>Import annotations…</source>
        <translation>导入标注…</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Save now</source>
        <translation>立即保存</translation>
    </message>
    <message>
        <source>Show image in file manager</source>
        <translation>在文件管理器中显示图像</translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation>设置…</translation>
    </message>
    <message>
        <source>Close project</source>
        <translation>关闭项目</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>Class on key {digit}</source>
        <translation>按键 {digit} 的类别</translation>
    </message>
    <message>
        <source>Make the new object the class on key {digit}</source>
        <translation>将新对象改为按键 {digit} 的类别</translation>
    </message>
    <message>
        <source>Next image</source>
        <translation>下一张图像</translation>
    </message>
    <message>
        <source>Previous image</source>
        <translation>上一张图像</translation>
    </message>
    <message>
        <source>Next image to do</source>
        <translation>下一张待标注图像</translation>
    </message>
    <message>
        <source>Previous image to do</source>
        <translation>上一张待标注图像</translation>
    </message>
    <message>
        <source>Ten images on</source>
        <translation>前进十张图像</translation>
    </message>
    <message>
        <source>Ten images back</source>
        <translation>后退十张图像</translation>
    </message>
    <message>
        <source>First image</source>
        <translation>第一张图像</translation>
    </message>
    <message>
        <source>Last image</source>
        <translation>最后一张图像</translation>
    </message>
    <message>
        <source>Go to image…</source>
        <translation>转到图像…</translation>
    </message>
    <message>
        <source>Mark done</source>
        <translation>标记完成</translation>
    </message>
    <message>
        <source>Mark done and go on</source>
        <translation>标记完成并继续</translation>
    </message>
    <message>
        <source>Exclude image</source>
        <translation>排除图像</translation>
    </message>
    <message>
        <source>Next frame</source>
        <translation>下一帧</translation>
    </message>
    <message>
        <source>Previous frame</source>
        <translation>上一帧</translation>
    </message>
    <message>
        <source>Add caption…</source>
        <translation>添加描述…</translation>
    </message>
    <message>
        <source>Look for new images</source>
        <translation>查找新图像</translation>
    </message>
    <message>
        <source>Exclude in the grid</source>
        <translation>在网格中排除</translation>
    </message>
    <message>
        <source>Select all images</source>
        <translation>选择所有图像</translation>
    </message>
    <message>
        <source>Select the current image alone</source>
        <translation>仅选择当前图像</translation>
    </message>
    <message>
        <source>Move selection {direction} by {pixels} px</source>
        <translation>将所选对象向{direction}移动 {pixels} 像素</translation>
    </message>
    <message>
        <source>left</source>
        <translation>左</translation>
    </message>
    <message>
        <source>right</source>
        <translation>右</translation>
    </message>
    <message>
        <source>up</source>
        <translation>上</translation>
    </message>
    <message>
        <source>down</source>
        <translation>下</translation>
    </message>
    <message>
        <source>Change class…</source>
        <translation>更改类别…</translation>
    </message>
    <message>
        <source>Edit attributes</source>
        <translation>编辑属性</translation>
    </message>
    <message>
        <source>Choose class…</source>
        <translation>选择类别…</translation>
    </message>
    <message>
        <source>New class…</source>
        <translation>新建类别…</translation>
    </message>
    <message>
        <source>Edit class…</source>
        <translation>编辑类别…</translation>
    </message>
    <message>
        <source>Move the current class up</source>
        <translation>上移当前类别</translation>
    </message>
    <message>
        <source>Move the current class down</source>
        <translation>下移当前类别</translation>
    </message>
    <message>
        <source>Load a class list…</source>
        <translation>载入类别列表…</translation>
    </message>
    <message>
        <source>Difficult</source>
        <translation>困难</translation>
    </message>
    <message>
        <source>Truncated</source>
        <translation>截断</translation>
    </message>
    <message>
        <source>Occluded</source>
        <translation>遮挡</translation>
    </message>
    <message>
        <source>Crowd</source>
        <translation>群体</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>锁定</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>隐藏</translation>
    </message>
    <message>
        <source>Show hidden objects</source>
        <translation>显示隐藏的对象</translation>
    </message>
    <message>
        <source>Group objects</source>
        <translation>编为一组</translation>
    </message>
    <message>
        <source>Ungroup objects</source>
        <translation>取消分组</translation>
    </message>
    <message>
        <source>Select group</source>
        <translation>选择整组</translation>
    </message>
    <message>
        <source>Send backward</source>
        <translation>下移一层</translation>
    </message>
    <message>
        <source>Bring forward</source>
        <translation>上移一层</translation>
    </message>
    <message>
        <source>Next object</source>
        <translation>下一个对象</translation>
    </message>
    <message>
        <source>Previous object</source>
        <translation>上一个对象</translation>
    </message>
    <message>
        <source>Add model…</source>
        <translation>添加模型…</translation>
    </message>
    <message>
        <source>Suggest on this image</source>
        <translation>为此图像生成建议</translation>
    </message>
    <message>
        <source>Suggest on all images</source>
        <translation>为全部图像生成建议</translation>
    </message>
    <message>
        <source>Stop the running model</source>
        <translation>停止正在运行的模型</translation>
    </message>
    <message>
        <source>Next suggestion</source>
        <translation>下一个建议</translation>
    </message>
    <message>
        <source>Previous suggestion</source>
        <translation>上一个建议</translation>
    </message>
    <message>
        <source>Accept suggestion</source>
        <translation>接受建议</translation>
    </message>
    <message>
        <source>Reject suggestion</source>
        <translation>拒绝建议</translation>
    </message>
    <message>
        <source>Accept all shown</source>
        <translation>接受全部可见建议</translation>
    </message>
    <message>
        <source>Reject all shown</source>
        <translation>拒绝全部可见建议</translation>
    </message>
    <message>
        <source>Select</source>
        <translation>选择</translation>
    </message>
    <message>
        <source>Box</source>
        <translation>矩形框</translation>
    </message>
    <message>
        <source>Rotated box</source>
        <translation>旋转框</translation>
    </message>
    <message>
        <source>Box by four points</source>
        <translation>四点画框</translation>
    </message>
    <message>
        <source>Ellipse</source>
        <translation>椭圆</translation>
    </message>
    <message>
        <source>Polygon</source>
        <translation>多边形</translation>
    </message>
    <message>
        <source>Live-wire</source>
        <translation>智能描边</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>折线</translation>
    </message>
    <message>
        <source>Brush</source>
        <translation>画笔</translation>
    </message>
    <message>
        <source>Eraser</source>
        <translation>橡皮擦</translation>
    </message>
    <message>
        <source>Point</source>
        <translation>点</translation>
    </message>
    <message>
        <source>Keypoints</source>
        <translation>关键点</translation>
    </message>
    <message>
        <source>Wand</source>
        <translation>魔棒</translation>
    </message>
    <message>
        <source>Cut out</source>
        <translation>抠图</translation>
    </message>
    <message>
        <source>Cut apart</source>
        <translation>切开</translation>
    </message>
    <message>
        <source>Redraw a stretch of outline</source>
        <translation>重画一段轮廓</translation>
    </message>
    <message>
        <source>Ruler</source>
        <translation>标尺</translation>
    </message>
    <message>
        <source>Tag image</source>
        <translation>为图像加标签</translation>
    </message>
    <message>
        <source>Snap to other objects</source>
        <translation>吸附到其他对象</translation>
    </message>
    <message>
        <source>Square brush</source>
        <translation>方形画笔</translation>
    </message>
    <message>
        <source>No overlap of masks</source>
        <translation>掩码互不重叠</translation>
    </message>
    <message>
        <source>Draw with the last tool</source>
        <translation>用上次的工具绘制</translation>
    </message>
    <message>
        <source>Redraw</source>
        <translation>重画</translation>
    </message>
    <message>
        <source>Smaller brush</source>
        <translation>缩小画笔</translation>
    </message>
    <message>
        <source>Larger brush</source>
        <translation>放大画笔</translation>
    </message>
    <message>
        <source>Step back: gesture, selection, tool</source>
        <translation>逐级返回：手势、选择、工具</translation>
    </message>
    <message>
        <source>Annotate</source>
        <translation>标注</translation>
    </message>
    <message>
        <source>Grid</source>
        <translation>网格</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>全屏</translation>
    </message>
    <message>
        <source>Panels</source>
        <translation>面板</translation>
    </message>
    <message>
        <source>Go on after tagging</source>
        <translation>加标签后继续</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>缩小</translation>
    </message>
    <message>
        <source>Fit image</source>
        <translation>适应图像</translation>
    </message>
    <message>
        <source>Fit width</source>
        <translation>适应宽度</translation>
    </message>
    <message>
        <source>Actual size</source>
        <translation>实际大小</translation>
    </message>
    <message>
        <source>Zoom to selection</source>
        <translation>缩放到所选对象</translation>
    </message>
    <message>
        <source>Keep zoom between images</source>
        <translation>切换图像时保持缩放</translation>
    </message>
    <message>
        <source>Look and guides…</source>
        <translation>外观与辅助线…</translation>
    </message>
    <message>
        <source>Names on the image</source>
        <translation>图像上的名称</translation>
    </message>
    <message>
        <source>Outlines only</source>
        <translation>仅显示轮廓</translation>
    </message>
    <message>
        <source>A colour for each object</source>
        <translation>每个对象使用不同颜色</translation>
    </message>
    <message>
        <source>Fill objects more</source>
        <translation>增强对象填充</translation>
    </message>
    <message>
        <source>Fill objects less</source>
        <translation>减弱对象填充</translation>
    </message>
    <message>
        <source>Unlabeled pixels</source>
        <translation>未标注像素</translation>
    </message>
    <message>
        <source>Crosshair</source>
        <translation>十字线</translation>
    </message>
    <message>
        <source>Pixel grid</source>
        <translation>像素网格</translation>
    </message>
    <message>
        <source>Overview map</source>
        <translation>概览图</translation>
    </message>
    <message>
        <source>Image only, while held</source>
        <translation>按住时只显示图像</translation>
    </message>
    <message>
        <source>Rotate view right</source>
        <translation>向右旋转视图</translation>
    </message>
    <message>
        <source>Rotate view left</source>
        <translation>向左旋转视图</translation>
    </message>
    <message>
        <source>Flip view horizontally</source>
        <translation>水平翻转视图</translation>
    </message>
    <message>
        <source>Flip view vertically</source>
        <translation>垂直翻转视图</translation>
    </message>
    <message>
        <source>View upright</source>
        <translation>摆正视图</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Search actions…</source>
        <translation>搜索操作…</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>按键</translation>
    </message>
    <message>
        <source>About Labeldesk</source>
        <translation>关于 Labeldesk</translation>
    </message>
    <message>
        <source>Join into one</source>
        <translation>合并为一个</translation>
    </message>
    <message>
        <source>Cut the others out of the first</source>
        <translation>从首个对象中减去其他对象</translation>
    </message>
    <message>
        <source>Make holes of the others</source>
        <translation>将其他对象变为孔洞</translation>
    </message>
    <message>
        <source>Keep what they share</source>
        <translation>保留重叠部分</translation>
    </message>
    <message>
        <source>Keep what they do not share</source>
        <translation>保留不重叠部分</translation>
    </message>
    <message>
        <source>Separate parts</source>
        <translation>拆分各部分</translation>
    </message>
    <message>
        <source>Fill holes</source>
        <translation>填充孔洞</translation>
    </message>
    <message>
        <source>To box</source>
        <translation>转换为矩形框</translation>
    </message>
    <message>
        <source>To rotated box</source>
        <translation>转换为旋转框</translation>
    </message>
    <message>
        <source>To polygon</source>
        <translation>转换为多边形</translation>
    </message>
    <message>
        <source>To mask</source>
        <translation>转换为掩膜</translation>
    </message>
    <message>
        <source>To ellipse</source>
        <translation>转换为椭圆</translation>
    </message>
    <message>
        <source>Simplify outline…</source>
        <translation>简化轮廓…</translation>
    </message>
    <message>
        <source>Smooth outline</source>
        <translation>平滑轮廓</translation>
    </message>
    <message>
        <source>Tighten to edges</source>
        <translation>收紧到边缘</translation>
    </message>
    <message>
        <source>Angle…</source>
        <translation>角度…</translation>
    </message>
    <message>
        <source>Align left edges</source>
        <translation>左对齐</translation>
    </message>
    <message>
        <source>Align centres horizontally</source>
        <translation>水平居中对齐</translation>
    </message>
    <message>
        <source>Align centres vertically</source>
        <translation>垂直居中对齐</translation>
    </message>
    <message>
        <source>Align right edges</source>
        <translation>右对齐</translation>
    </message>
    <message>
        <source>Align top edges</source>
        <translation>顶端对齐</translation>
    </message>
    <message>
        <source>Align bottom edges</source>
        <translation>底端对齐</translation>
    </message>
    <message>
        <source>Fill the rest with the current class</source>
        <translation>用当前类别填充其余部分</translation>
    </message>
    <message>
        <source>Select all of this class</source>
        <translation>选择此类别的全部对象</translation>
    </message>
    <message>
        <source>Adjust display</source>
        <translation>调整显示</translation>
    </message>
    <message>
        <source>Brighter</source>
        <translation>调亮</translation>
    </message>
    <message>
        <source>Darker</source>
        <translation>调暗</translation>
    </message>
    <message>
        <source>More contrast</source>
        <translation>提高对比度</translation>
    </message>
    <message>
        <source>Less contrast</source>
        <translation>降低对比度</translation>
    </message>
    <message>
        <source>Stretch values of this image</source>
        <translation>拉伸此图像的值</translation>
    </message>
    <message>
        <source>Show images as they are</source>
        <translation>按原样显示图像</translation>
    </message>
    <message>
        <source>Swap left and right</source>
        <translation>左右互换</translation>
    </message>
    <message>
        <source>Place absent joints</source>
        <translation>放置不存在的关节</translation>
    </message>
    <message>
        <source>Joint visible, hidden or absent</source>
        <translation>关节：可见、被遮挡或不存在</translation>
    </message>
    <message>
        <source>Keypoint template…</source>
        <translation>关键点模板…</translation>
    </message>
    <message>
        <source>Why this suggestion?</source>
        <translation>为什么有此建议？</translation>
    </message>
    <message>
        <source>Mask from this box</source>
        <translation>由此框生成掩码</translation>
    </message>
    <message>
        <source>Segment by click</source>
        <translation>点击分割</translation>
    </message>
    <message>
        <source>Accept suggestions on many images…</source>
        <translation>在多张图像上接受建议…</translation>
    </message>
    <message>
        <source>Compare labels with the model</source>
        <translation>将标注与模型比较</translation>
    </message>
    <message>
        <source>Runs of models…</source>
        <translation>模型运行记录…</translation>
    </message>
    <message>
        <source>Models…</source>
        <translation>模型…</translation>
    </message>
    <message>
        <source>Correct how the model is read…</source>
        <translation>更正模型的读取方式…</translation>
    </message>
    <message>
        <source>Compare two models…</source>
        <translation>比较两个模型…</translation>
    </message>
    <message>
        <source>Suggest tags and classes from my labels</source>
        <translation>根据我的标注建议标签和类别</translation>
    </message>
    <message>
        <source>Learning options…</source>
        <translation>学习选项…</translation>
    </message>
    <message>
        <source>Most useful images next</source>
        <translation>最值得标注的图像优先</translation>
    </message>
    <message>
        <source>Find similar images</source>
        <translation>查找相似图像</translation>
    </message>
    <message>
        <source>Find similar objects</source>
        <translation>查找相似对象</translation>
    </message>
    <message>
        <source>Likely label errors</source>
        <translation>可能有误的标注</translation>
    </message>
    <message>
        <source>List all images again</source>
        <translation>重新列出全部图像</translation>
    </message>
    <message>
        <source>Export what was learned…</source>
        <translation>导出所学内容…</translation>
    </message>
    <message>
        <source>Superpixel brush</source>
        <translation>超像素画笔</translation>
    </message>
    <message>
        <source>Compare with the previous image</source>
        <translation>与上一张图像对比</translation>
    </message>
    <message>
        <source>Blink with the previous image</source>
        <translation>与上一张图像交替闪现</translation>
    </message>
    <message>
        <source>Magnifier</source>
        <translation>放大镜</translation>
    </message>
</context>
<context>
    <name>Ade20k</name>
    <message>
        <source>ADE20K</source>
        <translation>ADE20K</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>{n} image has its objects in _seg.png, as ADE20K</source>
        <translation>{n} 张图像的对象存于 _seg.png，如 ADE20K</translation>
    </message>
    <message>
        <source>{n} images have their objects in _seg.png, as ADE20K</source>
        <translation>{n} 张图像的对象存于 _seg.png，如 ADE20K</translation>
    </message>
    <message>
        <source>{n} mask lies where scene parsing of ADE20K has it</source>
        <translation>{n} 个掩码位于 ADE20K 场景解析的位置</translation>
    </message>
    <message>
        <source>{n} masks lie where scene parsing of ADE20K has them</source>
        <translation>{n} 个掩码位于 ADE20K 场景解析的位置</translation>
    </message>
    <message>
        <source>No file is where ADE20K has its masks</source>
        <translation>没有文件位于 ADE20K 掩码的位置</translation>
    </message>
    <message>
        <source>There are more classes than ADE20K has numbers</source>
        <translation>类别数多于 ADE20K 的编号数</translation>
    </message>
    <message>
        <source>The mask value {value} of {name} is taken; it gets {other}</source>
        <translation>{name} 的掩码值 {value} 已被占用；改为 {other}</translation>
    </message>
    <message>
        <source>There is no objectInfo150.txt; the classes are named as those of scene parsing</source>
        <translation>没有 objectInfo150.txt；类别按场景解析的名称命名</translation>
    </message>
    <message>
        <source>Nothing names the class {number}; it is called {name}</source>
        <translation>没有文件给出类别 {number} 的名称；命名为 {name}</translation>
    </message>
    <message>
        <source>The size of the image is not known; it is left out</source>
        <translation>图像尺寸未知；已略去</translation>
    </message>
</context>
<context>
    <name>Arriving</name>
    <message>
        <source>{n} new image</source>
        <translation>{n} 张新图像</translation>
    </message>
    <message>
        <source>{n} new images</source>
        <translation>{n} 张新图像</translation>
    </message>
    <message>
        <source>The file of {n} image is missing now</source>
        <translation>{n} 张图像的文件现已缺失</translation>
    </message>
    <message>
        <source>The files of {n} images are missing now</source>
        <translation>{n} 张图像的文件现已缺失</translation>
    </message>
    <message>
        <source>The file of {n} image is back</source>
        <translation>{n} 张图像的文件已恢复</translation>
    </message>
    <message>
        <source>The files of {n} images are back</source>
        <translation>{n} 张图像的文件已恢复</translation>
    </message>
    <message>
        <source>No new images in the folder</source>
        <translation>文件夹中没有新图像</translation>
    </message>
</context>
<context>
    <name>Camvid</name>
    <message>
        <source>CamVid</source>
        <translation>CamVid</translation>
    </message>
    <message>
        <source>Masks</source>
        <translation>掩码</translation>
    </message>
    <message>
        <source>{n} mask lies where copies of CamVid have it</source>
        <translation>{n} 个掩码位于 CamVid 的位置</translation>
    </message>
    <message>
        <source>{n} masks lie where copies of CamVid have them</source>
        <translation>{n} 个掩码位于 CamVid 的位置</translation>
    </message>
    <message>
        <source>No file is where CamVid has its masks</source>
        <translation>没有文件位于 CamVid 掩码的位置</translation>
    </message>
    <message>
        <source>There are more classes than a mask has values</source>
        <translation>类别数多于掩码的取值数</translation>
    </message>
    <message>
        <source>{name} means nothing in CamVid: its objects read as unlabelled</source>
        <translation>{name} 在 CamVid 中表示无类别：其对象读回时为未标注</translation>
    </message>
    <message>
        <source>There is no list of classes; they are named as CamVid's own</source>
        <translation>没有类别列表；按 CamVid 自身的类别命名</translation>
    </message>
    <message>
        <source>No list names the value {value}; its class is {name}</source>
        <translation>没有列表给出值 {value} 的名称；其类别为 {name}</translation>
    </message>
    <message>
        <source>{pixels} pixels have colours of no class, e.g. {colour}; they are left out</source>
        <translation>{pixels} 个像素的颜色不属于任何类别，例如 {colour}；已略去</translation>
    </message>
    <message>
        <source>The size of the image is not known; it is left out</source>
        <translation>图像尺寸未知；已略去</translation>
    </message>
</context>
<context>
    <name>Canvas</name>
    <message>
        <source>Image with its objects</source>
        <translation>图像及其对象</translation>
    </message>
</context>
<context>
    <name>Catalogue</name>
    <message>
        <source>bytes</source>
        <translation>字节</translation>
    </message>
    <message>
        <source>This catalogue cannot be read: {reason}</source>
        <translation>无法读取此目录文件：{reason}</translation>
    </message>
    <message>
        <source>A catalogue has a list named models</source>
        <translation>目录文件应有名为 models 的列表</translation>
    </message>
    <message>
        <source>{key} is missing</source>
        <translation>缺少 {key}</translation>
    </message>
    <message>
        <source>{value} does not fit here</source>
        <translation>{value} 在此不适用</translation>
    </message>
    <message>
        <source>Only https addresses can be downloaded from, and http on this machine: {address}</source>
        <translation>只能从 https 地址下载，本机可用 http：{address}</translation>
    </message>
    <message>
        <source>{host} answered {code} {reason}</source>
        <translation>{host} 的回应：{code} {reason}</translation>
    </message>
    <message>
        <source>{host} could not be reached: {reason}</source>
        <translation>无法连接 {host}：{reason}</translation>
    </message>
    <message>
        <source>{host} leads to {address}, which is not asked</source>
        <translation>{host} 转到 {address}，不会访问该地址</translation>
    </message>
    <message>
        <source>The download broke off after {done} of {total} bytes</source>
        <translation>下载中断：已收到 {done} / {total} 字节</translation>
    </message>
    <message>
        <source>The next attempt goes on from there</source>
        <translation>下次将从中断处继续</translation>
    </message>
    <message>
        <source>More came than the {total} bytes of the catalogue</source>
        <translation>收到的数据超过目录所列的 {total} 字节</translation>
    </message>
    <message>
        <source>What came is not the file of the catalogue: its sha256 is {got}</source>
        <translation>收到的文件与目录不符：其 sha256 为 {got}</translation>
    </message>
    <message>
        <source>It was thrown away and not opened</source>
        <translation>已丢弃，未曾打开</translation>
    </message>
    <message>
        <source>The download could not be written: {reason}</source>
        <translation>无法写入下载的文件：{reason}</translation>
    </message>
    <message>
        <source>There are only {free} of {total} bytes free</source>
        <translation>可用空间只有 {free} 字节，需要 {total} 字节</translation>
    </message>
</context>
<context>
    <name>CheatSheet</name>
    <message>
        <source>Keys of the canvas</source>
        <translation>画布按键</translation>
    </message>
    <message>
        <source>Class of the selection or the next object</source>
        <translation>选中对象或下一个对象的类别</translation>
    </message>
    <message>
        <source>Class of the object just drawn</source>
        <translation>刚绘制对象的类别</translation>
    </message>
    <message>
        <source>Move by 1 px, with Shift by 10</source>
        <translation>移动 1 像素，按 Shift 移动 10 像素</translation>
    </message>
    <message>
        <source>Hold and drag: move the view</source>
        <translation>按住并拖动：移动视图</translation>
    </message>
    <message>
        <source>Zoom at the pointer</source>
        <translation>在指针处缩放</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>按键</translation>
    </message>
    <message>
        <source>Find a key or an action</source>
        <translation>查找按键或操作</translation>
    </message>
    <message>
        <source>Change keys</source>
        <translation>更改按键</translation>
    </message>
    <message>
        <source>or</source>
        <translation>或</translation>
    </message>
    <message>
        <source>Draw</source>
        <translation>绘制</translation>
    </message>
    <message>
        <source>Esc closes. Hold F1 to look, let go to carry on.</source>
        <translation>按 Esc 关闭。按住 F1 查看，松开即可继续。</translation>
    </message>
</context>
<context>
    <name>Cityscapes</name>
    <message>
        <source>Cityscapes</source>
        <translation>Cityscapes</translation>
    </message>
    <message>
        <source>Objects</source>
        <translation>对象</translation>
    </message>
    <message>
        <source>The labels of {n} image have the names of Cityscapes</source>
        <translation>{n} 张图像的标签文件采用 Cityscapes 的命名</translation>
    </message>
    <message>
        <source>The labels of {n} images have the names of Cityscapes</source>
        <translation>{n} 张图像的标签文件采用 Cityscapes 的命名</translation>
    </message>
    <message>
        <source>No file has a name of Cityscapes</source>
        <translation>没有采用 Cityscapes 命名的文件</translation>
    </message>
    <message>
        <source>The list of labels cannot be read: {reason}</source>
        <translation>无法读取标签列表：{reason}</translation>
    </message>
    <message>
        <source>{name} is no label of Cityscapes; it has the id {id}</source>
        <translation>{name} 不是 Cityscapes 的标签；其编号为 {id}</translation>
    </message>
    <message>
        <source>There are more classes than Cityscapes has ids</source>
        <translation>类别数多于 Cityscapes 的编号数</translation>
    </message>
    <message>
        <source>More than {most} objects of {name}; the last ones are left out</source>
        <translation>{name} 的对象超过 {most} 个；最后的被略去</translation>
    </message>
    <message>
        <source>{count} objects of {name} become one: the label does not tell objects apart</source>
        <translation>{name} 的 {count} 个对象合并为一个：该标签不区分对象</translation>
    </message>
    <message>
        <source>No label has the id {id}; its class is {name}</source>
        <translation>没有编号为 {id} 的标签；其类别为 {name}</translation>
    </message>
    <message>
        <source>Objects of {name} are never painted</source>
        <translation>{name} 的对象从不绘制</translation>
    </message>
    <message>
        <source>The file holds no objects of Cityscapes</source>
        <translation>文件中没有 Cityscapes 的对象</translation>
    </message>
    <message>
        <source>The object has no label and outline; it is left out</source>
        <translation>该对象没有标签和轮廓；已略去</translation>
    </message>
    <message>
        <source>The outline is no list of at least three places; the object is left out</source>
        <translation>轮廓不是至少三个点的列表；该对象已略去</translation>
    </message>
    <message>
        <source>{name} is no label of Cityscapes; it becomes a class</source>
        <translation>{name} 不是 Cityscapes 的标签；将成为一个类别</translation>
    </message>
    <message>
        <source>The size of the image is not known; it is left out</source>
        <translation>图像尺寸未知；已略去</translation>
    </message>
</context>
<context>
    <name>ClassEditor</name>
    <message>
        <source>Choices</source>
        <translation>选项</translation>
    </message>
    <message>
        <source>Check box</source>
        <translation>复选框</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>数字</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Choices, with commas between</source>
        <translation>选项，以逗号分隔</translation>
    </message>
    <message>
        <source>New objects have</source>
        <translation>新对象的值</translation>
    </message>
    <message>
        <source>Add attribute</source>
        <translation>添加属性</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>上移</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>下移</translation>
    </message>
    <message>
        <source>Remove attribute</source>
        <translation>移除属性</translation>
    </message>
    <message>
        <source>Checked</source>
        <translation>已勾选</translation>
    </message>
    <message>
        <source>Not checked</source>
        <translation>未勾选</translation>
    </message>
    <message>
        <source>An attribute needs a name</source>
        <translation>属性需要名称</translation>
    </message>
    <message>
        <source>Two attributes are called {name}</source>
        <translation>有两个属性都叫 {name}</translation>
    </message>
    <message>
        <source>{name} needs something to choose from</source>
        <translation>{name} 需要可选的选项</translation>
    </message>
    <message>
        <source>What new objects have as {name} is no number</source>
        <translation>新对象的 {name} 不是数字</translation>
    </message>
    <message>
        <source>Edit class</source>
        <translation>编辑类别</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>按键</translation>
    </message>
    <message>
        <source>Other names</source>
        <translation>其他名称</translation>
    </message>
    <message>
        <source>In files and models, with commas between</source>
        <translation>文件和模型中的名称，以逗号分隔</translation>
    </message>
    <message>
        <source>Supercategory</source>
        <translation>上级类别</translation>
    </message>
    <message>
        <source>Guideline</source>
        <translation>标注说明</translation>
    </message>
    <message>
        <source>What belongs to this class, and what does not</source>
        <translation>哪些属于此类别，哪些不属于</translation>
    </message>
    <message>
        <source>Attributes of its objects</source>
        <translation>对象的属性</translation>
    </message>
    <message>
        <source>A new name takes the values along. Values of a removed attribute stay with their objects.</source>
        <translation>重命名时值随之保留；移除属性后，值仍留在对象上。</translation>
    </message>
    <message>
        <source>None</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Change class</source>
        <translation>更改类别</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>A class needs a name</source>
        <translation>类别需要名称</translation>
    </message>
    <message>
        <source>There is already a class {name}</source>
        <translation>已有类别 {name}</translation>
    </message>
    <message>
        <source>{text} is no colour</source>
        <translation>{text} 不是颜色</translation>
    </message>
</context>
<context>
    <name>ClassPicker</name>
    <message>
        <source>Class</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Class name</source>
        <translation>类别名称</translation>
    </message>
    <message>
        <source>Enter adds the class {name}</source>
        <translation>按 Enter 添加类别 {name}</translation>
    </message>
    <message>
        <source>Enter chooses {name}</source>
        <translation>按 Enter 选择 {name}</translation>
    </message>
    <message>
        <source>No class has this name</source>
        <translation>没有此名称的类别</translation>
    </message>
    <message>
        <source>Enter without a name: {name}</source>
        <translation>不输入名称按 Enter：{name}</translation>
    </message>
    <message>
        <source>Merge {old} into</source>
        <translation>将 {old} 合并到</translation>
    </message>
    <message>
        <source>Enter merges {old} into {name}</source>
        <translation>按 Enter 将 {old} 合并到 {name}</translation>
    </message>
</context>
<context>
    <name>Classes</name>
    <message>
        <source>Classes</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Find a class</source>
        <translation>查找类别</translation>
    </message>
    <message>
        <source>Add a class</source>
        <translation>添加类别</translation>
    </message>
    <message>
        <source>No classes yet. The first shape asks for its name.</source>
        <translation>还没有类别。绘制第一个形状时会询问名称。</translation>
    </message>
    <message>
        <source>{name}, {n} objects, key {key}</source>
        <translation>{name}，{n} 个对象，按键 {key}</translation>
    </message>
    <message>
        <source>{name}, {n} objects</source>
        <translation>{name}，{n} 个对象</translation>
    </message>
    <message>
        <source>Edit class…</source>
        <translation>编辑类别…</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>重命名…</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>上移</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>下移</translation>
    </message>
    <message>
        <source>Merge into…</source>
        <translation>合并到…</translation>
    </message>
    <message>
        <source>Keypoint template…</source>
        <translation>关键点模板…</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>删除…</translation>
    </message>
    <message>
        <source>Rename class</source>
        <translation>重命名类别</translation>
    </message>
    <message>
        <source>New name</source>
        <translation>新名称</translation>
    </message>
    <message>
        <source>There is already a class {name}. Merge into it instead</source>
        <translation>已有类别 {name}。请改为合并到该类别</translation>
    </message>
    <message>
        <source>A class has a name</source>
        <translation>类别必须有名称</translation>
    </message>
    <message>
        <source>Delete class {name} and its {n} objects?</source>
        <translation>删除类别 {name} 及其 {n} 个对象？</translation>
    </message>
    <message>
        <source>One undo brings all of them back.</source>
        <translation>撤销一次即可全部恢复。</translation>
    </message>
    <message>
        <source>Delete {n} objects</source>
        <translation>删除 {n} 个对象</translation>
    </message>
    <message>
        <source>There is no other class to merge it into</source>
        <translation>没有可合并到的其他类别</translation>
    </message>
    <message>
        <source>Merge into another class</source>
        <translation>合并到另一个类别</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>The keypoint templates of {old} and {name} have no joint in common</source>
        <translation>{old} 与 {name} 的关键点模板没有共同的关节</translation>
    </message>
    <message>
        <source>No class is on key {key}</source>
        <translation>按键 {key} 上没有类别</translation>
    </message>
    <message>
        <source>{n} object is {name} now</source>
        <translation>{n} 个对象现为 {name}</translation>
    </message>
    <message>
        <source>{n} objects are {name} now</source>
        <translation>{n} 个对象现为 {name}</translation>
    </message>
    <message>
        <source>{n} object keeps its class: no joint of it is in the other template</source>
        <translation>{n} 个对象保留原类别：另一模板中没有它的任何关节</translation>
    </message>
    <message>
        <source>{n} objects keep their class: no joint of them is in the other template</source>
        <translation>{n} 个对象保留原类别：另一模板中没有它们的任何关节</translation>
    </message>
    <message>
        <source>Next object: {name}</source>
        <translation>下一个对象：{name}</translation>
    </message>
    <message>
        <source>{name} is the first class</source>
        <translation>{name} 已是第一个类别</translation>
    </message>
    <message>
        <source>{name} is the last class</source>
        <translation>{name} 已是最后一个类别</translation>
    </message>
    <message>
        <source>The object drawn anew becomes {name}</source>
        <translation>重新绘制的对象将改为 {name}</translation>
    </message>
</context>
<context>
    <name>Clipboard</name>
    <message>
        <source>The clipboard holds no objects of Labeldesk</source>
        <translation>剪贴板中没有 Labeldesk 的对象</translation>
    </message>
</context>
<context>
    <name>Coco</name>
    <message>
        <source>The file has no list of {name}</source>
        <translation>文件中没有 {name} 列表</translation>
    </message>
    <message>
        <source>A class without a whole number as id or without a name</source>
        <translation>有类别缺少整数 id 或名称</translation>
    </message>
    <message>
        <source>The classes {ids} have the same name; they become one</source>
        <translation>类别 {ids} 名称相同；合并为一个</translation>
    </message>
    <message>
        <source>The class {id} is there twice; the first one counts</source>
        <translation>类别 {id} 出现两次；以第一个为准</translation>
    </message>
    <message>
        <source>The class {id} is not listed; it is called {name}</source>
        <translation>类别 {id} 未列出；命名为 {name}</translation>
    </message>
    <message>
        <source>The object has no class; it is left out</source>
        <translation>对象没有类别；已略过</translation>
    </message>
    <message>
        <source>The classes {first} and {second} have the same COCO id; {second} gets another one</source>
        <translation>类别 {first} 和 {second} 的 COCO id 相同；{second} 将使用另一个 id</translation>
    </message>
    <message>
        <source>The class {name} has another keypoint template here: joints are matched by their names</source>
        <translation>类别 {name} 在此处的关键点模板不同：关节按名称对应</translation>
    </message>
    <message>
        <source>The keypoints of the class do not hold together as a template; they stay as they are</source>
        <translation>该类别的关键点不能构成模板；保持原样</translation>
    </message>
    <message>
        <source>COCO JSON</source>
        <translation>COCO JSON</translation>
    </message>
    <message>
        <source>Shapes with holes</source>
        <translation>带孔洞的形状</translation>
    </message>
    <message>
        <source>Run lengths</source>
        <translation>游程编码</translation>
    </message>
    <message>
        <source>{name} has COCO's lists of images and annotations</source>
        <translation>{name} 含有 COCO 的图像和标注列表</translation>
    </message>
    <message>
        <source>No JSON file here has COCO's lists</source>
        <translation>此处没有含 COCO 列表的 JSON 文件</translation>
    </message>
    <message>
        <source>No COCO file was found here</source>
        <translation>此处未找到 COCO 文件</translation>
    </message>
    <message>
        <source>Passed over: other files here hold the same objects</source>
        <translation>已略过：此处其他文件含有相同的对象</translation>
    </message>
    <message>
        <source>The file cannot be read: {reason}</source>
        <translation>无法读取文件：{reason}</translation>
    </message>
    <message>
        <source>The area is no number; it will be computed</source>
        <translation>面积不是数字；将重新计算</translation>
    </message>
    <message>
        <source>The id {id} is no whole number; it will get another one</source>
        <translation>id {id} 不是整数；将使用另一个 id</translation>
    </message>
    <message>
        <source>The file is no JSON: {reason}</source>
        <translation>文件不是 JSON：{reason}</translation>
    </message>
    <message>
        <source>This is a list of results of a model and not a data set: it names no images and no classes</source>
        <translation>这是模型结果列表，不是数据集：其中没有图像和类别</translation>
    </message>
    <message>
        <source>The file holds no COCO data set</source>
        <translation>文件中没有 COCO 数据集</translation>
    </message>
    <message>
        <source>Panoptic files are not read by this format</source>
        <translation>此格式不读取全景分割文件</translation>
    </message>
    <message>
        <source>The key {name} is there twice; the last one counts</source>
        <translation>键 {name} 出现两次；以最后一个为准</translation>
    </message>
    <message>
        <source>{name} is no JSON number; it is read as null</source>
        <translation>{name} 不是 JSON 数字；按 null 读取</translation>
    </message>
    <message>
        <source>A number of {n} digits is read as null</source>
        <translation>一个 {n} 位的数字按 null 读取</translation>
    </message>
    <message>
        <source>A text holds half of a character; it is read as �</source>
        <translation>文本中含有半个字符；按 � 读取</translation>
    </message>
    <message>
        <source>The entry cannot be read: {reason}</source>
        <translation>无法读取条目：{reason}</translation>
    </message>
    <message>
        <source>The id {id} is there twice; the first one counts</source>
        <translation>id {id} 出现两次；以第一个为准</translation>
    </message>
    <message>
        <source>There is no image with the id {id}; the object is left out</source>
        <translation>没有 id 为 {id} 的图像；该对象已略过</translation>
    </message>
    <message>
        <source>An image without an id or a file name is left out</source>
        <translation>缺少 id 或文件名的图像已略过</translation>
    </message>
    <message>
        <source>The file does not say how large the image is</source>
        <translation>文件未说明图像大小</translation>
    </message>
    <message>
        <source>The name {name} leads outside the folder; the image is left out</source>
        <translation>名称 {name} 指向文件夹之外；该图像已略过</translation>
    </message>
    <message>
        <source>The name {name} leads outside the folder; {path} is meant</source>
        <translation>名称 {name} 指向文件夹之外；应为 {path}</translation>
    </message>
    <message>
        <source>A second entry about the image {name}</source>
        <translation>图像 {name} 有第二个条目</translation>
    </message>
    <message>
        <source>The box is not four finite numbers; the object is left out</source>
        <translation>矩形框不是四个有限数字；该对象已略过</translation>
    </message>
    <message>
        <source>A coordinate is beyond any image (more than ten million); the object is left out</source>
        <translation>坐标超出任何图像的范围（大于一千万）；该对象已略去</translation>
    </message>
    <message>
        <source>A polygon is not a list of at least three pairs of numbers; the object is left out</source>
        <translation>多边形不是至少三对数字的列表；该对象已略过</translation>
    </message>
    <message>
        <source>The segmentation is of no known kind; it is left out</source>
        <translation>分割类型未知；已略过</translation>
    </message>
    <message>
        <source>The run lengths are broken: {reason}; the object is left out</source>
        <translation>游程编码已损坏：{reason}；该对象已略过</translation>
    </message>
    <message>
        <source>The run lengths are of another size than the image; the object is left out</source>
        <translation>游程编码的大小与图像不符；该对象已略过</translation>
    </message>
    <message>
        <source>The box has a negative side; its corners were put in order</source>
        <translation>矩形框有负边长；已整理其角点</translation>
    </message>
    <message>
        <source>The box has no extent</source>
        <translation>矩形框没有大小</translation>
    </message>
    <message>
        <source>The polygon is not wrapped in a list; it is read as one polygon</source>
        <translation>多边形未放在列表中；按一个多边形读取</translation>
    </message>
    <message>
        <source>The polygon crosses itself or has no area</source>
        <translation>多边形自相交或没有面积</translation>
    </message>
    <message>
        <source>The keypoints are not triples of numbers; they are left out</source>
        <translation>关键点不是三元数字组；已略过</translation>
    </message>
    <message>
        <source>The id {id} is taken; another one is written</source>
        <translation>id {id} 已被占用；将写入另一个 id</translation>
    </message>
    <message>
        <source>The object's class is not among the classes written</source>
        <translation>对象的类别不在写入的类别之中</translation>
    </message>
    <message>
        <source>A set of {n} joints, where the template has {count}: other readers will refuse it</source>
        <translation>一组关键点有 {n} 个关节，而模板有 {count} 个：其他程序将拒绝读取</translation>
    </message>
    <message>
        <source>The outline is where the keypoints were before they were moved; it is left out</source>
        <translation>轮廓仍在关键点移动前的位置，因此未写出</translation>
    </message>
    <message>
        <source>Keypoints of a class without a template: the file does not name their joints</source>
        <translation>该类别没有关键点模板：文件中不含关节名称</translation>
    </message>
    <message>
        <source>{n} image is missing; its objects are kept: {names}</source>
        <translation>缺少 {n} 张图像，其对象已保留：{names}</translation>
    </message>
    <message>
        <source>{n} images are missing; their objects are kept: {names}</source>
        <translation>缺少 {n} 张图像，其对象已保留：{names}</translation>
    </message>
    <message>
        <source>Passed over: captions are a format of their own</source>
        <translation>已跳过：描述是单独的格式</translation>
    </message>
    <message>
        <source>These are captions, which are a format of their own</source>
        <translation>这些是描述，它们是单独的格式</translation>
    </message>
    <message>
        <source>This is no list of results of a model</source>
        <translation>这不是模型结果列表</translation>
    </message>
    <message>
        <source>These are captions that a model wrote; they are not taken in as suggestions</source>
        <translation>这是模型写的描述；不会作为建议导入</translation>
    </message>
    <message>
        <source>The entry is no object</source>
        <translation>该条目不是对象</translation>
    </message>
    <message>
        <source>The object has no score from 0 to 1; it is left out</source>
        <translation>该对象没有 0 到 1 的分数；已略去</translation>
    </message>
    <message>
        <source>{n} image is not known, what was found on it is left out: {ids}</source>
        <translation>{n} 张图像未知，其上的结果已略去：{ids}</translation>
    </message>
    <message>
        <source>{n} images are not known, what was found on them is left out: {ids}</source>
        <translation>{n} 张图像未知，其上的结果已略去：{ids}</translation>
    </message>
    <message>
        <source>COCO captions</source>
        <translation>COCO 描述</translation>
    </message>
    <message>
        <source>{n} file of COCO captions: {name}</source>
        <translation>{n} 个 COCO 描述文件：{name}</translation>
    </message>
    <message>
        <source>{n} files of COCO captions: {name} and others</source>
        <translation>{n} 个 COCO 描述文件：{name} 等</translation>
    </message>
    <message>
        <source>No JSON file here has COCO's captions</source>
        <translation>此处没有含 COCO 描述的 JSON 文件</translation>
    </message>
    <message>
        <source>No file of captions was found here</source>
        <translation>此处没有描述文件</translation>
    </message>
    <message>
        <source>The file holds objects and no captions</source>
        <translation>该文件含有对象而没有描述</translation>
    </message>
    <message>
        <source>The entry has no caption; it is left out</source>
        <translation>该条目没有描述；已略去</translation>
    </message>
</context>
<context>
    <name>Colour</name>
    <message>
        <source>Colour</source>
        <translation>颜色</translation>
    </message>
    <message>
        <source>Colour {n}, {code}</source>
        <translation>颜色 {n}，{code}</translation>
    </message>
    <message>
        <source>Own colour</source>
        <translation>自定义颜色</translation>
    </message>
    <message>
        <source>Other…</source>
        <translation>其他…</translation>
    </message>
</context>
<context>
    <name>Column</name>
    <message>
        <source>Panels</source>
        <translation>面板</translation>
    </message>
</context>
<context>
    <name>Compare</name>
    <message>
        <source>Two models are compared: add another one first</source>
        <translation>需要两个模型才能比较：请先再添加一个</translation>
    </message>
    <message>
        <source>This model is no longer in the library</source>
        <translation>该模型已不在模型库中</translation>
    </message>
    <message>
        <source>A run is going on</source>
        <translation>正在运行</translation>
    </message>
    <message>
        <source>This project cannot be changed</source>
        <translation>此项目无法更改</translation>
    </message>
    <message>
        <source>{n} image on which {first} and {second} differ</source>
        <translation>{first} 与 {second} 在 {n} 张图像上不一致</translation>
    </message>
    <message>
        <source>{n} images on which {first} and {second} differ, the worst first</source>
        <translation>{first} 与 {second} 在 {n} 张图像上不一致，差异最大的在前</translation>
    </message>
    <message>
        <source>{first} and {second} differ</source>
        <translation>{first} 与 {second} 不一致</translation>
    </message>
    <message>
        <source>Only {model}: {name} {score}</source>
        <translation>仅 {model}：{name} {score}</translation>
    </message>
    <message>
        <source>{one} {score}, or {other} {second}?</source>
        <translation>{one} {score}，还是 {other} {second}？</translation>
    </message>
    <message>
        <source>{one} overlaps by {iou} only</source>
        <translation>{one} 仅重叠 {iou}</translation>
    </message>
    <message>
        <source>Compare two models</source>
        <translation>比较两个模型</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>First model</source>
        <translation>第一个模型</translation>
    </message>
    <message>
        <source>Second model</source>
        <translation>第二个模型</translation>
    </message>
    <message>
        <source>Confidence at least</source>
        <translation>置信度不低于</translation>
    </message>
    <message>
        <source>Confidence at least, {model}</source>
        <translation>置信度不低于，{model}</translation>
    </message>
    <message>
        <source>On {n} image that both looked at</source>
        <translation>两者都看过的 {n} 张图像</translation>
    </message>
    <message>
        <source>On {n} images that both looked at</source>
        <translation>两者都看过的 {n} 张图像</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>找到</translation>
    </message>
    <message>
        <source>Both found the same</source>
        <translation>两者一致</translation>
    </message>
    <message>
        <source>Of another class</source>
        <translation>类别不同</translation>
    </message>
    <message>
        <source>In another place</source>
        <translation>位置不同</translation>
    </message>
    <message>
        <source>Found by it alone</source>
        <translation>仅由其找到</translation>
    </message>
    <message>
        <source>Left out: the other has no such class</source>
        <translation>未比较：另一个模型没有该类别</translation>
    </message>
    <message>
        <source>Against the labels of {n} finished image</source>
        <translation>对照 {n} 张已完成图像的标注</translation>
    </message>
    <message>
        <source>Against the labels of {n} finished images</source>
        <translation>对照 {n} 张已完成图像的标注</translation>
    </message>
    <message>
        <source>Against labels: none of these images is done</source>
        <translation>对照标注：这些图像都未完成</translation>
    </message>
    <message>
        <source>Right</source>
        <translation>正确</translation>
    </message>
    <message>
        <source>Wrong</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>Missed</source>
        <translation>遗漏</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>精确率</translation>
    </message>
    <message>
        <source>Recall</source>
        <translation>召回率</translation>
    </message>
    <message>
        <source>Counting…</source>
        <translation>正在计数…</translation>
    </message>
    <message>
        <source>Choose two different models</source>
        <translation>请选择两个不同的模型</translation>
    </message>
    <message>
        <source>No image has been looked at by both</source>
        <translation>没有两者都看过的图像</translation>
    </message>
    <message>
        <source>Not looked at yet</source>
        <translation>尚未看过</translation>
    </message>
    <message>
        <source>Look at {n} image</source>
        <translation>查看 {n} 张图像</translation>
    </message>
    <message>
        <source>Look at {n} images</source>
        <translation>查看 {n} 张图像</translation>
    </message>
    <message>
        <source>{n} objects are left out, as a model made them</source>
        <translation>未计入 {n} 个由模型生成的对象</translation>
    </message>
    <message>
        <source>List {n} images</source>
        <translation>列出 {n} 张图像</translation>
    </message>
    <message>
        <source>Nothing differs</source>
        <translation>没有不一致</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>This is the previous image: Esc leads back to draw</source>
        <translation>这是上一张图像：按 Esc 返回后再绘制</translation>
    </message>
    <message>
        <source>Previous image: {name}</source>
        <translation>上一张图像：{name}</translation>
    </message>
    <message>
        <source>The previous image is still being decoded</source>
        <translation>上一张图像仍在解码</translation>
    </message>
    <message>
        <source>The previous image, {name}, cannot be shown</source>
        <translation>无法显示上一张图像 {name}</translation>
    </message>
    <message>
        <source>First let go of what you are dragging</source>
        <translation>请先结束当前的拖动</translation>
    </message>
</context>
<context>
    <name>Csv</name>
    <message>
        <source>{value} is no number</source>
        <translation>{value} 不是数字</translation>
    </message>
    <message>
        <source>{value} is far beyond every image</source>
        <translation>{value} 远超出任何图像</translation>
    </message>
    <message>
        <source>CSV of boxes or classes</source>
        <translation>框或类别的 CSV</translation>
    </message>
    <message>
        <source>{n} tables with columns of images and {what}: {name}</source>
        <translation>{n} 个含图像列和{what}列的表：{name}</translation>
    </message>
    <message>
        <source>No tables with columns of images and classes</source>
        <translation>没有含图像列和类别列的表</translation>
    </message>
    <message>
        <source>boxes</source>
        <translation>框</translation>
    </message>
    <message>
        <source>classes</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Boxes</source>
        <translation>框</translation>
    </message>
    <message>
        <source>Numbers</source>
        <translation>数字</translation>
    </message>
    <message>
        <source>Delimiter</source>
        <translation>分隔符</translation>
    </message>
    <message>
        <source>Columns when reading</source>
        <translation>读取时的列</translation>
    </message>
    <message>
        <source>Between classes when reading</source>
        <translation>读取时类别之间的分隔</translation>
    </message>
    <message>
        <source>Encoding when reading</source>
        <translation>读取时的编码</translation>
    </message>
    <message>
        <source>{role} is no kind of column; there are {roles}</source>
        <translation>{role} 不是列的种类；可用的有 {roles}</translation>
    </message>
    <message>
        <source>There is no column {name}</source>
        <translation>没有列 {name}</translation>
    </message>
    <message>
        <source>No column of this table is known to have images: name it with columns=image=NAME</source>
        <translation>此表中没有已知的图像列：请用 columns=image=名称 指定</translation>
    </message>
    <message>
        <source>The size of the image is not known, and the numbers are shares of it</source>
        <translation>图像尺寸未知，而数字是其比例</translation>
    </message>
    <message>
        <source>A box has {n} numbers, not four</source>
        <translation>框有 {n} 个数字，而不是四个</translation>
    </message>
    <message>
        <source>All numbers lie between 0 and 1 and are taken for pixels; else choose numbers=normalised</source>
        <translation>所有数字都在 0 和 1 之间，按像素处理；否则请选择 numbers=normalised</translation>
    </message>
    <message>
        <source>The numbers of a box may be two corners, or a corner and its sides: choose the option box</source>
        <translation>框的数字可能是两个角点，也可能是一个角点和边长：请选择选项 box</translation>
    </message>
    <message>
        <source>The row has {n} cells and needs {least}; it is left out</source>
        <translation>该行有 {n} 个单元格，需要 {least} 个；已略去</translation>
    </message>
    <message>
        <source>A cell holds a NUL character; the row is left out</source>
        <translation>单元格含有 NUL 字符；该行已略去</translation>
    </message>
    <message>
        <source>The file is not {encoding}: choose the option encoding, e.g. latin-1 or gb18030</source>
        <translation>文件不是 {encoding} 编码：请选择选项 encoding，例如 latin-1 或 gb18030</translation>
    </message>
    <message>
        <source>There is no encoding {encoding}</source>
        <translation>没有编码 {encoding}</translation>
    </message>
    <message>
        <source>The size of the image is not known; it is left out</source>
        <translation>图像尺寸未知；已略去</translation>
    </message>
    <message>
        <source>The class {name} is called like a column: read the table back with layout=one-hot</source>
        <translation>类别 {name} 与某列同名：读回此表时请用 layout=one-hot</translation>
    </message>
</context>
<context>
    <name>Cvat</name>
    <message>
        <source>CVAT XML</source>
        <translation>CVAT XML</translation>
    </message>
    <message>
        <source>{n} XML file of CVAT: {name}</source>
        <translation>{n} 个 CVAT 的 XML 文件：{name}</translation>
    </message>
    <message>
        <source>{n} XML files of CVAT: {name} and others</source>
        <translation>{n} 个 CVAT 的 XML 文件：{name} 等</translation>
    </message>
    <message>
        <source>No XML file here is of CVAT</source>
        <translation>此处没有 CVAT 的 XML 文件</translation>
    </message>
    <message>
        <source>An image without a name is left out</source>
        <translation>没有名称的图像被略去</translation>
    </message>
    <message>
        <source>A shape of a track without the number of its frame</source>
        <translation>轨迹中的一个形状没有帧号</translation>
    </message>
    <message>
        <source>The element {tag} is not read</source>
        <translation>不读取元素 {tag}</translation>
    </message>
    <message>
        <source>A {tag} has too few points</source>
        <translation>{tag} 的点太少</translation>
    </message>
    <message>
        <source>The run lengths do not fill the box of the mask</source>
        <translation>游程长度没有填满掩码的框</translation>
    </message>
    <message>
        <source>The box of the mask is no box of whole pixels</source>
        <translation>掩码的框不是由整像素组成的框</translation>
    </message>
    <message>
        <source>An element {tag} is of no known kind; it is kept as it is</source>
        <translation>元素 {tag} 不属于任何已知类型；原样保留</translation>
    </message>
    <message>
        <source>The root element is {tag}, not annotations</source>
        <translation>根元素是 {tag}，而不是 annotations</translation>
    </message>
    <message>
        <source>Keypoints of a class without such a template: CVAT will refuse them</source>
        <translation>该类别没有这样的模板，CVAT 会拒绝这些关键点</translation>
    </message>
</context>
<context>
    <name>Datumaro</name>
    <message>
        <source>Datumaro JSON</source>
        <translation>Datumaro JSON</translation>
    </message>
    <message>
        <source>{n} file of Datumaro: {name}</source>
        <translation>{n} 个 Datumaro 文件：{name}</translation>
    </message>
    <message>
        <source>{n} files of Datumaro: {name} and others</source>
        <translation>{n} 个 Datumaro 文件：{name} 等</translation>
    </message>
    <message>
        <source>No JSON file here is of Datumaro</source>
        <translation>此处没有 Datumaro 的 JSON 文件</translation>
    </message>
    <message>
        <source>The file holds no items of Datumaro</source>
        <translation>该文件不含 Datumaro 的条目</translation>
    </message>
    <message>
        <source>The item is no object with an id; it is left out</source>
        <translation>该条目不是带 id 的 JSON 对象；已略去</translation>
    </message>
    <message>
        <source>The item is of no image; it is left out</source>
        <translation>该条目不属于任何图像；已略去</translation>
    </message>
    <message>
        <source>An annotation is no object; it is left out</source>
        <translation>一个标注不是 JSON 对象；已略去</translation>
    </message>
    <message>
        <source>The file has no label of the number {number}</source>
        <translation>该文件没有编号为 {number} 的标签</translation>
    </message>
    <message>
        <source>An annotation {kind} is of no known kind; it is kept</source>
        <translation>标注 {kind} 不属于任何已知类型；已保留</translation>
    </message>
    <message>
        <source>A {kind} lacks numbers; it is left out</source>
        <translation>{kind} 缺少数字；已略去</translation>
    </message>
    <message>
        <source>A {kind} has too few points; it is left out</source>
        <translation>{kind} 的点太少；已略去</translation>
    </message>
    <message>
        <source>The points do not say of each how visible it is</source>
        <translation>这些点没有逐一说明其可见性</translation>
    </message>
    <message>
        <source>The run lengths are broken: {reason}</source>
        <translation>游程长度已损坏：{reason}</translation>
    </message>
    <message>
        <source>The run lengths are of another size than the image</source>
        <translation>游程长度的尺寸与图像不同</translation>
    </message>
</context>
<context>
    <name>Display</name>
    <message>
        <source>Brightness {n}</source>
        <translation>亮度 {n}</translation>
    </message>
    <message>
        <source>Contrast {n}</source>
        <translation>对比度 {n}</translation>
    </message>
    <message>
        <source>Images are shown as they are</source>
        <translation>图像正按原样显示</translation>
    </message>
    <message>
        <source>Bands</source>
        <translation>波段</translation>
    </message>
    <message>
        <source>As they come</source>
        <translation>按原顺序</translation>
    </message>
    <message>
        <source>One as grey</source>
        <translation>单波段灰度</translation>
    </message>
    <message>
        <source>Three as colours</source>
        <translation>三波段彩色</translation>
    </message>
    <message>
        <source>Shown</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>Red</source>
        <translation>红</translation>
    </message>
    <message>
        <source>Green</source>
        <translation>绿</translation>
    </message>
    <message>
        <source>Blue</source>
        <translation>蓝</translation>
    </message>
    <message>
        <source>Band {n}</source>
        <translation>波段 {n}</translation>
    </message>
    <message>
        <source>Brightness</source>
        <translation>亮度</translation>
    </message>
    <message>
        <source>Contrast</source>
        <translation>对比度</translation>
    </message>
    <message>
        <source>Gamma</source>
        <translation>伽马</translation>
    </message>
    <message>
        <source>Display</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>Show images as they are</source>
        <translation>按原样显示图像</translation>
    </message>
    <message>
        <source>Values</source>
        <translation>值</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>As each file says</source>
        <translation>按各文件的设定</translation>
    </message>
    <message>
        <source>All values</source>
        <translation>全部值</translation>
    </message>
    <message>
        <source>Chosen</source>
        <translation>自选</translation>
    </message>
    <message>
        <source>Black at</source>
        <translation>黑色为</translation>
    </message>
    <message>
        <source>White at</source>
        <translation>白色为</translation>
    </message>
    <message>
        <source>Values from black to white</source>
        <translation>从黑到白的值</translation>
    </message>
    <message>
        <source>Stretched to this image</source>
        <translation>按此图像拉伸</translation>
    </message>
    <message>
        <source>{low} to {high}</source>
        <translation>{low} 至 {high}</translation>
    </message>
</context>
<context>
    <name>Editing</name>
    <message>
        <source>Select two or more polygons or masks</source>
        <translation>请选择两个或更多多边形或掩膜</translation>
    </message>
    <message>
        <source>Nothing of the object would be left</source>
        <translation>对象将不剩任何部分</translation>
    </message>
    <message>
        <source>The objects do not overlap</source>
        <translation>这些对象没有重叠</translation>
    </message>
    <message>
        <source>The line has to cross an object from edge to edge</source>
        <translation>线条须从一侧边缘穿过对象到另一侧</translation>
    </message>
    <message>
        <source>The object has one part only</source>
        <translation>该对象只有一个部分</translation>
    </message>
    <message>
        <source>The object has no holes</source>
        <translation>该对象没有孔洞</translation>
    </message>
    <message>
        <source>None of the selected objects has an outline to smooth</source>
        <translation>所选对象都没有可平滑的轮廓</translation>
    </message>
    <message>
        <source>None of the selected objects can become that</source>
        <translation>所选对象均无法转换为该形状</translation>
    </message>
    <message>
        <source>Every pixel of the image has a class already</source>
        <translation>图像的每个像素都已有类别</translation>
    </message>
    <message>
        <source>Keypoints keep at least one joint</source>
        <translation>一组关键点至少保留一个关节</translation>
    </message>
    <message>
        <source>The template says of no joint that it is left or right</source>
        <translation>模板中没有标明左右的关节</translation>
    </message>
    <message>
        <source>They are in line already</source>
        <translation>对象已对齐</translation>
    </message>
    <message>
        <source>The object selected last has no place to align with</source>
        <translation>最后选择的对象没有可对齐的位置</translation>
    </message>
</context>
<context>
    <name>Exchange</name>
    <message>
        <source>Your edit is safe in the project, the file was not written</source>
        <translation>您的编辑已安全保存在项目中，文件未写入</translation>
    </message>
    <message>
        <source>Write mine</source>
        <translation>写入我的</translation>
    </message>
    <message>
        <source>Take theirs</source>
        <translation>采用文件中的</translation>
    </message>
    <message>
        <source>{n} files cannot be brought in step without you</source>
        <translation>{n} 个文件需要您处理才能同步</translation>
    </message>
    <message>
        <source>Copy details</source>
        <translation>复制详细信息</translation>
    </message>
    <message>
        <source>All changes saved, files in step: {n} written</source>
        <translation>所有更改已保存，文件已同步：写入 {n} 个</translation>
    </message>
    <message>
        <source>Take what {file} says</source>
        <translation>采用 {file} 的内容</translation>
    </message>
    <message>
        <source>Importing {name}</source>
        <translation>正在导入 {name}</translation>
    </message>
    <message>
        <source>{n} objects were there already and were left out</source>
        <translation>{n} 个对象已存在，未重复导入</translation>
    </message>
    <message>
        <source>{n} thing needs a look</source>
        <translation>{n} 处需要查看</translation>
    </message>
    <message>
        <source>{n} things need a look</source>
        <translation>{n} 处需要查看</translation>
    </message>
    <message>
        <source>Exporting to {name}</source>
        <translation>正在导出到 {name}</translation>
    </message>
    <message>
        <source>{n} image exported to {name}</source>
        <translation>已将 {n} 张图像导出到 {name}</translation>
    </message>
    <message>
        <source>{n} images exported to {name}</source>
        <translation>已将 {n} 张图像导出到 {name}</translation>
    </message>
    <message>
        <source>{n} objects, {files} files in {folder}</source>
        <translation>{n} 个对象，{files} 个文件，位于 {folder}</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>打开文件夹</translation>
    </message>
    <message>
        <source>Show problems</source>
        <translation>显示问题</translation>
    </message>
    <message>
        <source>Folder of the export</source>
        <translation>导出文件夹</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Cancelled, nothing was changed</source>
        <translation>已取消，未作任何更改</translation>
    </message>
    <message>
        <source>{n} LabelImg XML file</source>
        <translation>{n} 个 LabelImg XML 文件</translation>
    </message>
    <message>
        <source>{n} LabelImg XML files</source>
        <translation>{n} 个 LabelImg XML 文件</translation>
    </message>
    <message>
        <source>{n} YOLO txt file</source>
        <translation>{n} 个 YOLO txt 文件</translation>
    </message>
    <message>
        <source>{n} YOLO txt files</source>
        <translation>{n} 个 YOLO txt 文件</translation>
    </message>
    <message>
        <source>{n} COCO JSON file</source>
        <translation>{n} 个 COCO JSON 文件</translation>
    </message>
    <message>
        <source>{n} COCO JSON files</source>
        <translation>{n} 个 COCO JSON 文件</translation>
    </message>
    <message>
        <source>{n} labelme JSON file</source>
        <translation>{n} 个 labelme JSON 文件</translation>
    </message>
    <message>
        <source>{n} labelme JSON files</source>
        <translation>{n} 个 labelme JSON 文件</translation>
    </message>
    <message>
        <source>{n} X-AnyLabeling JSON file</source>
        <translation>{n} 个 X-AnyLabeling JSON 文件</translation>
    </message>
    <message>
        <source>{n} X-AnyLabeling JSON files</source>
        <translation>{n} 个 X-AnyLabeling JSON 文件</translation>
    </message>
    <message>
        <source>{n} CreateML JSON file</source>
        <translation>{n} 个 CreateML JSON 文件</translation>
    </message>
    <message>
        <source>{n} CreateML JSON files</source>
        <translation>{n} 个 CreateML JSON 文件</translation>
    </message>
    <message>
        <source>{n} ISAT JSON file</source>
        <translation>{n} 个 ISAT JSON 文件</translation>
    </message>
    <message>
        <source>{n} ISAT JSON files</source>
        <translation>{n} 个 ISAT JSON 文件</translation>
    </message>
    <message>
        <source>{n} files: {format}</source>
        <translation>{n} 个文件：{format}</translation>
    </message>
    <message>
        <source>A list of {n} classes: {file}</source>
        <translation>包含 {n} 个类别的列表：{file}</translation>
    </message>
    <message>
        <source>They lie beside the images. Nothing was read and nothing is changed before you ask</source>
        <translation>它们位于图像旁。在您确认之前不会读取或更改任何内容</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>Import and keep in step</source>
        <translation>导入并保持同步</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>暂不</translation>
    </message>
    <message>
        <source>Load {n} classes</source>
        <translation>载入 {n} 个类别</translation>
    </message>
    <message>
        <source>No split</source>
        <translation>不划分</translation>
    </message>
    <message>
        <source>80 % train, 20 % val</source>
        <translation>80 % 训练，20 % 验证</translation>
    </message>
    <message>
        <source>70 % train, 20 % val, 10 % test</source>
        <translation>70 % 训练，20 % 验证，10 % 测试</translation>
    </message>
    <message>
        <source>With objects or done</source>
        <translation>有对象或已完成</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>To do</source>
        <translation>待标注</translation>
    </message>
    <message>
        <source>Accepted</source>
        <translation>已通过</translation>
    </message>
    <message>
        <source>All images</source>
        <translation>全部图像</translation>
    </message>
    <message>
        <source>{n} of {total}</source>
        <translation>{n} / {total}</translation>
    </message>
    <message>
        <source>checking {done} of {total} images</source>
        <translation>正在检查 {done} / {total} 张图像</translation>
    </message>
    <message>
        <source>checked {n} image</source>
        <translation>已检查 {n} 张图像</translation>
    </message>
    <message>
        <source>checked {n} images</source>
        <translation>已检查 {n} 张图像</translation>
    </message>
    <message>
        <source>The report is not complete yet</source>
        <translation>报告尚未完成</translation>
    </message>
    <message>
        <source>Exports as soon as the report is complete</source>
        <translation>报告完成后立即导出</translation>
    </message>
    <message>
        <source>Choose a folder, or type its whole path</source>
        <translation>请选择文件夹，或输入其完整路径</translation>
    </message>
    <message>
        <source>No image fits this choice</source>
        <translation>没有符合此选择的图像</translation>
    </message>
    <message>
        <source>{exact} of {n} objects read back exactly as they are here</source>
        <translation>{n} 个对象中有 {exact} 个可原样读回</translation>
    </message>
    <message>
        <source>{exact} of {n} objects read back as they are here, to within {shift} px</source>
        <translation>{n} 个对象中有 {exact} 个可读回，误差不超过 {shift} 像素</translation>
    </message>
    <message>
        <source>New folder</source>
        <translation>新建文件夹</translation>
    </message>
    <message>
        <source>Replaces the earlier export</source>
        <translation>替换先前的导出</translation>
    </message>
    <message>
        <source>Adds to the files in the folder</source>
        <translation>添加到文件夹中已有的文件旁</translation>
    </message>
    <message>
        <source>Leave them alone</source>
        <translation>不改动它们</translation>
    </message>
    <message>
        <source>Write beside them</source>
        <translation>写在它们旁边</translation>
    </message>
    <message>
        <source>{kept}. {advice}</source>
        <translation>{kept}。{advice}</translation>
    </message>
    <message>
        <source>Recognised</source>
        <translation>自动识别</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>正在查看…</translation>
    </message>
    <message>
        <source>Choose a file or folder of annotations</source>
        <translation>请选择标注文件或文件夹</translation>
    </message>
    <message>
        <source>No known annotation format was found here</source>
        <translation>此处未找到已知的标注格式</translation>
    </message>
    <message>
        <source>Choose the format, or another folder</source>
        <translation>请选择格式，或选择其他文件夹</translation>
    </message>
    <message>
        <source>No images were found</source>
        <translation>未找到图像</translation>
    </message>
    <message>
        <source>Choose the folder of the images</source>
        <translation>请选择图像所在的文件夹</translation>
    </message>
    <message>
        <source>{n} image in {folder}</source>
        <translation>{folder} 中有 {n} 张图像</translation>
    </message>
    <message>
        <source>{n} images in {folder}</source>
        <translation>{folder} 中有 {n} 张图像</translation>
    </message>
    <message>
        <source>Opens the folder {folder}</source>
        <translation>将打开文件夹 {folder}</translation>
    </message>
    <message>
        <source>Folder of the data set</source>
        <translation>数据集所在的文件夹</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>No</source>
        <translation>否</translation>
    </message>
    <message>
        <source>As they are</source>
        <translation>保持原样</translation>
    </message>
    <message>
        <source>From 1, as VOC 2012</source>
        <translation>从 1 开始，同 VOC 2012</translation>
    </message>
    <message>
        <source>VOC folders</source>
        <translation>VOC 文件夹</translation>
    </message>
    <message>
        <source>One folder</source>
        <translation>单个文件夹</translation>
    </message>
    <message>
        <source>Ultralytics folders</source>
        <translation>Ultralytics 文件夹</translation>
    </message>
    <message>
        <source>By the format</source>
        <translation>按格式默认</translation>
    </message>
    <message>
        <source>Boxes</source>
        <translation>矩形框</translation>
    </message>
    <message>
        <source>Outlines</source>
        <translation>轮廓</translation>
    </message>
    <message>
        <source>Keypoints</source>
        <translation>关键点</translation>
    </message>
    <message>
        <source>Run lengths</source>
        <translation>游程编码</translation>
    </message>
    <message>
        <source>Cut holes open</source>
        <translation>将孔洞剪开</translation>
    </message>
    <message>
        <source>Compressed</source>
        <translation>压缩</translation>
    </message>
    <message>
        <source>As numbers</source>
        <translation>数字形式</translation>
    </message>
    <message>
        <source>Where it was</source>
        <translation>原来有的保留</translation>
    </message>
    <message>
        <source>In every file</source>
        <translation>每个文件都有</translation>
    </message>
    <message>
        <source>In no file</source>
        <translation>都不放</translation>
    </message>
    <message>
        <source>One file for all</source>
        <translation>所有图像一个文件</translation>
    </message>
    <message>
        <source>A file for each image</source>
        <translation>每张图像一个文件</translation>
    </message>
    <message>
        <source>One value per class</source>
        <translation>每个类别一个值</translation>
    </message>
    <message>
        <source>One value per object</source>
        <translation>每个对象一个值</translation>
    </message>
    <message>
        <source>{n} object is left out: {format} cannot hold it</source>
        <translation>{n} 个对象不会导出：{format} 无法保存</translation>
    </message>
    <message>
        <source>{n} objects are left out: {format} cannot hold them</source>
        <translation>{n} 个对象不会导出：{format} 无法保存</translation>
    </message>
    <message>
        <source>{n} object is written as another shape</source>
        <translation>{n} 个对象会写为其他形状</translation>
    </message>
    <message>
        <source>{n} objects are written as other shapes</source>
        <translation>{n} 个对象会写为其他形状</translation>
    </message>
    <message>
        <source>{n} object is simplified to what {format} can hold</source>
        <translation>{n} 个对象会简化为 {format} 能保存的形式</translation>
    </message>
    <message>
        <source>{n} objects are simplified to what {format} can hold</source>
        <translation>{n} 个对象会简化为 {format} 能保存的形式</translation>
    </message>
    <message>
        <source>Coordinates of {n} object are rounded</source>
        <translation>{n} 个对象的坐标会被取整</translation>
    </message>
    <message>
        <source>Coordinates of {n} objects are rounded</source>
        <translation>{n} 个对象的坐标会被取整</translation>
    </message>
    <message>
        <source>{n} mark or attribute stays behind</source>
        <translation>{n} 个标记或属性不会导出</translation>
    </message>
    <message>
        <source>{n} marks and attributes stay behind</source>
        <translation>{n} 个标记或属性不会导出</translation>
    </message>
    <message>
        <source>Attributes of {n} object come back as text</source>
        <translation>{n} 个对象的属性会读回为文本</translation>
    </message>
    <message>
        <source>Attributes of {n} objects come back as text</source>
        <translation>{n} 个对象的属性会读回为文本</translation>
    </message>
    <message>
        <source>{n} image is left out: its file cannot be read</source>
        <translation>{n} 张图像被略过：文件无法读取</translation>
    </message>
    <message>
        <source>{n} images are left out: their files cannot be read</source>
        <translation>{n} 张图像被略过：文件无法读取</translation>
    </message>
    <message>
        <source>{n} image is left out: its file is missing</source>
        <translation>{n} 张图像被略过：文件缺失</translation>
    </message>
    <message>
        <source>{n} images are left out: their files are missing</source>
        <translation>{n} 张图像被略过：文件缺失</translation>
    </message>
    <message>
        <source>{n} image will read as empty</source>
        <translation>{n} 张图像读回时将为空</translation>
    </message>
    <message>
        <source>{n} images will read as empty</source>
        <translation>{n} 张图像读回时将为空</translation>
    </message>
    <message>
        <source>{n} times: {text}</source>
        <translation>{n} 次：{text}</translation>
    </message>
    <message>
        <source>{text} ({n})</source>
        <translation>{text}（{n}）</translation>
    </message>
    <message>
        <source>{before} as {after}</source>
        <translation>{before} 写为 {after}</translation>
    </message>
    <message>
        <source>{kind} by up to {shift} px</source>
        <translation>{kind}最多偏移 {shift} 像素</translation>
    </message>
    <message>
        <source>{items}</source>
        <translation>{items}</translation>
    </message>
    <message>
        <source>{items}. They remain in the project</source>
        <translation>{items}。它们仍保留在项目中</translation>
    </message>
    <message>
        <source>Show {n}</source>
        <translation>显示 {n} 项</translation>
    </message>
    <message>
        <source>{n} open suggestion is not written</source>
        <translation>{n} 个待处理的建议不会写出</translation>
    </message>
    <message>
        <source>{n} open suggestions are not written</source>
        <translation>{n} 个待处理的建议不会写出</translation>
    </message>
    <message>
        <source>Score {score} and above. Only what you accept goes out</source>
        <translation>分数不低于 {score}。只有您接受的才会导出</translation>
    </message>
    <message>
        <source>Accept them first…</source>
        <translation>先接受它们…</translation>
    </message>
    <message>
        <source>done</source>
        <translation>完成标记</translation>
    </message>
    <message>
        <source>review</source>
        <translation>审核</translation>
    </message>
    <message>
        <source>excluded</source>
        <translation>排除标记</translation>
    </message>
    <message>
        <source>attributes</source>
        <translation>属性</translation>
    </message>
    <message>
        <source>pose</source>
        <translation>姿态</translation>
    </message>
    <message>
        <source>group</source>
        <translation>分组</translation>
    </message>
    <message>
        <source>score</source>
        <translation>分数</translation>
    </message>
    <message>
        <source>difficult</source>
        <translation>困难</translation>
    </message>
    <message>
        <source>truncated</source>
        <translation>截断</translation>
    </message>
    <message>
        <source>occluded</source>
        <translation>遮挡</translation>
    </message>
    <message>
        <source>crowd</source>
        <translation>群体</translation>
    </message>
    <message>
        <source>Your edits are safe in the project, the files were not written</source>
        <translation>您的编辑已安全保存在项目中，文件未被写入</translation>
    </message>
    <message>
        <source>Write all of mine</source>
        <translation>全部写入我的版本</translation>
    </message>
    <message>
        <source>Take all of theirs</source>
        <translation>全部采用对方的版本</translation>
    </message>
    <message>
        <source>{n} objects imported on {images}</source>
        <translation>已在 {images}上导入 {n} 个对象</translation>
    </message>
    <message>
        <source>{n} object imported on {images}</source>
        <translation>已在 {images}上导入 {n} 个对象</translation>
    </message>
    <message>
        <source>{n} image</source>
        <translation>{n} 张图像</translation>
    </message>
    <message>
        <source>{n} images</source>
        <translation>{n} 张图像</translation>
    </message>
    <message>
        <source>Nothing to import was found in {name}</source>
        <translation>在 {name} 中没有找到可导入的内容</translation>
    </message>
    <message>
        <source>The import is undone, its files are left alone</source>
        <translation>导入已撤销，其文件保持不变</translation>
    </message>
    <message>
        <source>{n} PNG mask</source>
        <translation>{n} 个 PNG 掩膜</translation>
    </message>
    <message>
        <source>{n} PNG masks</source>
        <translation>{n} 个 PNG 掩膜</translation>
    </message>
    <message>
        <source>Project of VIA 2</source>
        <translation>VIA 2 项目</translation>
    </message>
    <message>
        <source>Annotations of VIA 2 alone</source>
        <translation>仅 VIA 2 的标注</translation>
    </message>
    <message>
        <source>CSV of VIA 2</source>
        <translation>VIA 2 的 CSV</translation>
    </message>
    <message>
        <source>Project of VIA 3</source>
        <translation>VIA 3 项目</translation>
    </message>
    <message>
        <source>To within {px} px</source>
        <translation>误差不超过 {px} 像素</translation>
    </message>
    <message>
        <source>{px} px</source>
        <translation>{px} 像素</translation>
    </message>
    <message>
        <source>Tiles of {px} px</source>
        <translation>{px} 像素的图块</translation>
    </message>
    <message>
        <source>Image files</source>
        <translation>图像文件</translation>
    </message>
    <message>
        <source>Stay where they are</source>
        <translation>留在原处</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Hard links</source>
        <translation>硬链接</translation>
    </message>
    <message>
        <source>List of paths</source>
        <translation>路径列表</translation>
    </message>
    <message>
        <source>Only classes</source>
        <translation>仅限类别</translation>
    </message>
    <message>
        <source>Areas as</source>
        <translation>区域形状</translation>
    </message>
    <message>
        <source>What they are</source>
        <translation>保持原样</translation>
    </message>
    <message>
        <source>Polygons</source>
        <translation>多边形</translation>
    </message>
    <message>
        <source>Masks</source>
        <translation>掩码</translation>
    </message>
    <message>
        <source>Holes</source>
        <translation>孔洞</translation>
    </message>
    <message>
        <source>As the format has them</source>
        <translation>按格式处理</translation>
    </message>
    <message>
        <source>Joined to the outline</source>
        <translation>并入轮廓</translation>
    </message>
    <message>
        <source>Filled</source>
        <translation>填充</translation>
    </message>
    <message>
        <source>As masks</source>
        <translation>作为掩码</translation>
    </message>
    <message>
        <source>Outlines of masks</source>
        <translation>掩码轮廓</translation>
    </message>
    <message>
        <source>Exact</source>
        <translation>精确</translation>
    </message>
    <message>
        <source>Other shapes</source>
        <translation>其他形状</translation>
    </message>
    <message>
        <source>Become what fits</source>
        <translation>转换为可用形状</translation>
    </message>
    <message>
        <source>Are left out</source>
        <translation>略去</translation>
    </message>
    <message>
        <source>Longest side</source>
        <translation>最长边</translation>
    </message>
    <message>
        <source>As it is</source>
        <translation>保持原样</translation>
    </message>
    <message>
        <source>Parts of images</source>
        <translation>图像部分</translation>
    </message>
    <message>
        <source>Whole images</source>
        <translation>整幅图像</translation>
    </message>
    <message>
        <source>Around all objects</source>
        <translation>围绕所有对象</translation>
    </message>
    <message>
        <source>Around each object</source>
        <translation>围绕每个对象</translation>
    </message>
    <message>
        <source>Margin or overlap</source>
        <translation>边距或重叠</translation>
    </message>
    <message>
        <source>Split by</source>
        <translation>划分单位</translation>
    </message>
    <message>
        <source>Single images</source>
        <translation>单张图像</translation>
    </message>
    <message>
        <source>Classes, evenly</source>
        <translation>各类别均衡</translation>
    </message>
    <message>
        <source>Whole folders</source>
        <translation>整个文件夹</translation>
    </message>
    <message>
        <source>Whole sequences</source>
        <translation>整段序列</translation>
    </message>
    <message>
        <source>Images keep their part</source>
        <translation>图像保持原来的部分</translation>
    </message>
    <message>
        <source>{n} object lies in no part that goes out</source>
        <translation>{n} 个对象不在任何导出的部分内</translation>
    </message>
    <message>
        <source>{n} objects lie in no part that goes out</source>
        <translation>{n} 个对象不在任何导出的部分内</translation>
    </message>
    <message>
        <source>{n} tag or caption of a whole image stays behind</source>
        <translation>{n} 个整幅图像的标签或描述不导出</translation>
    </message>
    <message>
        <source>{n} tags and captions of whole images stay behind</source>
        <translation>{n} 个整幅图像的标签或描述不导出</translation>
    </message>
    <message>
        <source>{n} object goes out as another shape, as asked</source>
        <translation>{n} 个对象按要求以其他形状导出</translation>
    </message>
    <message>
        <source>{n} objects go out as other shapes, as asked</source>
        <translation>{n} 个对象按要求以其他形状导出</translation>
    </message>
    <message>
        <source>The holes of {n} object are filled, as asked</source>
        <translation>{n} 个对象的孔洞按要求填充</translation>
    </message>
    <message>
        <source>The holes of {n} objects are filled, as asked</source>
        <translation>{n} 个对象的孔洞按要求填充</translation>
    </message>
    <message>
        <source>Holes of {n} object are joined to its outline, as asked</source>
        <translation>{n} 个对象的孔洞按要求并入轮廓</translation>
    </message>
    <message>
        <source>Holes of {n} objects are joined to outlines, as asked</source>
        <translation>{n} 个对象的孔洞按要求并入轮廓</translation>
    </message>
    <message>
        <source>{n} object is left out rather than converted</source>
        <translation>{n} 个对象被略去而不转换</translation>
    </message>
    <message>
        <source>{n} objects are left out rather than converted</source>
        <translation>{n} 个对象被略去而不转换</translation>
    </message>
    <message>
        <source>{n} object is of a class that is not wanted</source>
        <translation>{n} 个对象属于未选的类别</translation>
    </message>
    <message>
        <source>{n} objects are of classes that are not wanted</source>
        <translation>{n} 个对象属于未选的类别</translation>
    </message>
    <message>
        <source>{name} meets objects that are here already</source>
        <translation>{name} 与已有对象重合</translation>
    </message>
    <message>
        <source>{new} new, {changed} changed, {conflicting} of another class in the same place</source>
        <translation>{new} 个新对象，{changed} 个有改动，{conflicting} 个在同一位置但类别不同</translation>
    </message>
    <message>
        <source>Keep mine</source>
        <translation>保留我的</translation>
    </message>
    <message>
        <source>Keep both</source>
        <translation>两者都保留</translation>
    </message>
    <message>
        <source>Cityscapes labels of {n} image</source>
        <translation>{n} 张图像的 Cityscapes 标签</translation>
    </message>
    <message>
        <source>Cityscapes labels of {n} images</source>
        <translation>{n} 张图像的 Cityscapes 标签</translation>
    </message>
    <message>
        <source>{n} COCO panoptic JSON file</source>
        <translation>{n} 个 COCO 全景分割 JSON 文件</translation>
    </message>
    <message>
        <source>{n} COCO panoptic JSON files</source>
        <translation>{n} 个 COCO 全景分割 JSON 文件</translation>
    </message>
    <message>
        <source>ADE20K masks of {n} image</source>
        <translation>{n} 张图像的 ADE20K 掩码</translation>
    </message>
    <message>
        <source>ADE20K masks of {n} images</source>
        <translation>{n} 张图像的 ADE20K 掩码</translation>
    </message>
    <message>
        <source>CamVid masks of {n} image</source>
        <translation>{n} 张图像的 CamVid 掩码</translation>
    </message>
    <message>
        <source>CamVid masks of {n} images</source>
        <translation>{n} 张图像的 CamVid 掩码</translation>
    </message>
    <message>
        <source>In colours</source>
        <translation>以颜色</translation>
    </message>
    <message>
        <source>One colour per class</source>
        <translation>每个类别一种颜色</translation>
    </message>
    <message>
        <source>Of the classes</source>
        <translation>类别的颜色</translation>
    </message>
    <message>
        <source>Pixels</source>
        <translation>像素</translation>
    </message>
    <message>
        <source>Scene parsing</source>
        <translation>场景解析</translation>
    </message>
    <message>
        <source>Objects and parts</source>
        <translation>对象和部件</translation>
    </message>
    <message>
        <source>Pascal VOC</source>
        <translation>Pascal VOC</translation>
    </message>
    <message>
        <source>8 bits, or 16</source>
        <translation>8 位，必要时 16 位</translation>
    </message>
    <message>
        <source>16 bits</source>
        <translation>16 位</translation>
    </message>
    <message>
        <source>Turned boxes</source>
        <translation>旋转框</translation>
    </message>
    <message>
        <source>A row for each box</source>
        <translation>每个框一行</translation>
    </message>
    <message>
        <source>A row for each class of an image</source>
        <translation>图像的每个类别一行</translation>
    </message>
    <message>
        <source>A column for each class</source>
        <translation>每个类别一列</translation>
    </message>
    <message>
        <source>Two corners</source>
        <translation>两个角点</translation>
    </message>
    <message>
        <source>A corner and the sides</source>
        <translation>一个角点和边长</translation>
    </message>
    <message>
        <source>Shares of the image</source>
        <translation>占图像的比例</translation>
    </message>
    <message>
        <source>Comma</source>
        <translation>逗号</translation>
    </message>
    <message>
        <source>Semicolon</source>
        <translation>分号</translation>
    </message>
    <message>
        <source>Tab</source>
        <translation>制表符</translation>
    </message>
    <message>
        <source>Unpacking {name}</source>
        <translation>正在解压 {name}</translation>
    </message>
    <message>
        <source>{n} image will be unpacked into {folder}</source>
        <translation>{n} 张图像将解压到 {folder}</translation>
    </message>
    <message>
        <source>{n} images will be unpacked into {folder}</source>
        <translation>{n} 张图像将解压到 {folder}</translation>
    </message>
    <message>
        <source>{n} suggestions imported on {images}</source>
        <translation>已导入 {n} 条建议，涉及 {images}</translation>
    </message>
    <message>
        <source>{n} suggestion imported on {images}</source>
        <translation>已导入 {n} 条建议，涉及 {images}</translation>
    </message>
</context>
<context>
    <name>Export</name>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>图像</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>划分</translation>
    </message>
    <message>
        <source>Before anything is written</source>
        <translation>写入之前</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Export {n} images</source>
        <translation>导出 {n} 张图像</translation>
    </message>
    <message>
        <source>Export {n} image</source>
        <translation>导出 {n} 张图像</translation>
    </message>
    <message>
        <source>More choices</source>
        <translation>更多选项</translation>
    </message>
    <message>
        <source>More choices, {n} changed</source>
        <translation>更多选项（已更改 {n} 项）</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
</context>
<context>
    <name>Files</name>
    <message>
        <source>Open folder</source>
        <translation>打开文件夹</translation>
    </message>
    <message>
        <source>Open project or image</source>
        <translation>打开项目或图像</translation>
    </message>
    <message>
        <source>Add model</source>
        <translation>添加模型</translation>
    </message>
    <message>
        <source>Load a class list</source>
        <translation>载入类别列表</translation>
    </message>
    <message>
        <source>ONNX models (*.onnx)</source>
        <translation>ONNX 模型 (*.onnx)</translation>
    </message>
    <message>
        <source>Class lists (*.txt *.names *.yaml)</source>
        <translation>类别列表 (*.txt *.names *.yaml)</translation>
    </message>
    <message>
        <source>All changes saved</source>
        <translation>所有更改已保存</translation>
    </message>
</context>
<context>
    <name>Filmstrip</name>
    <message>
        <source>Images</source>
        <translation>图像</translation>
    </message>
</context>
<context>
    <name>Filter</name>
    <message>
        <source>All images</source>
        <translation>全部图像</translation>
    </message>
    <message>
        <source>To do</source>
        <translation>待标注</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>With objects</source>
        <translation>有对象</translation>
    </message>
    <message>
        <source>With suggestions</source>
        <translation>有建议</translation>
    </message>
    <message>
        <source>Excluded</source>
        <translation>已排除</translation>
    </message>
    <message>
        <source>File missing</source>
        <translation>文件缺失</translation>
    </message>
    <message>
        <source>With objects as a model made them</source>
        <translation>含模型原样生成的对象</translation>
    </message>
    <message>
        <source>With objects of a model that were edited</source>
        <translation>含已编辑的模型对象</translation>
    </message>
    <message>
        <source>Model and labels differ</source>
        <translation>模型与标注不一致</translation>
    </message>
    <message>
        <source>From one run of a model</source>
        <translation>来自某次模型运行</translation>
    </message>
    <message>
        <source>Two models differ</source>
        <translation>两个模型不一致</translation>
    </message>
    <message>
        <source>Most useful next</source>
        <translation>最值得标注的优先</translation>
    </message>
    <message>
        <source>Most similar first</source>
        <translation>最相似的优先</translation>
    </message>
    <message>
        <source>Likely label errors</source>
        <translation>可能有误的标注</translation>
    </message>
</context>
<context>
    <name>Form</name>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
</context>
<context>
    <name>Formats</name>
    <message>
        <source>The class {name} is listed twice</source>
        <translation>类别 {name} 列出了两次</translation>
    </message>
    <message>
        <source>The image cannot be copied: {reason}</source>
        <translation>无法复制图像：{reason}</translation>
    </message>
    <message>
        <source>There is a file where the folder should be</source>
        <translation>文件夹的位置上有一个文件</translation>
    </message>
    <message>
        <source>The folder holds files that an export did not write, e.g. {name}</source>
        <translation>文件夹中有并非由导出写入的文件，例如 {name}</translation>
    </message>
    <message>
        <source>{name} was changed since it was exported</source>
        <translation>{name} 在导出后被更改</translation>
    </message>
    <message>
        <source>Nothing was written</source>
        <translation>未写入任何内容</translation>
    </message>
    <message>
        <source>Choose another folder, or allow overwriting</source>
        <translation>选择另一个文件夹，或允许覆盖</translation>
    </message>
    <message>
        <source>The export cannot be written: {reason}</source>
        <translation>无法写入导出：{reason}</translation>
    </message>
    <message>
        <source>The format cannot hold a {kind}; it is left out</source>
        <translation>该格式无法保存{kind}；已略过</translation>
    </message>
    <message>
        <source>A {before} is written as a {after}</source>
        <translation>{before}将写为{after}</translation>
    </message>
    <message>
        <source>A {kind} is simplified to what the format can hold</source>
        <translation>{kind}简化为该格式可保存的形式</translation>
    </message>
    <message>
        <source>Coordinates of a {kind} are rounded by up to {shift} px</source>
        <translation>{kind}的坐标四舍五入，最多偏差 {shift} 像素</translation>
    </message>
    <message>
        <source>The format does not hold {what}; it is left out</source>
        <translation>该格式不保存{what}；已略过</translation>
    </message>
    <message>
        <source>Numbers and check marks of attributes come back as text</source>
        <translation>属性中的数字和勾选会读回为文本</translation>
    </message>
    <message>
        <source>Nothing of this image can be written: it will read as empty</source>
        <translation>此图像没有可写入的内容：读回时为空</translation>
    </message>
    <message>
        <source>tag</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>box</source>
        <translation>矩形框</translation>
    </message>
    <message>
        <source>rotated box</source>
        <translation>旋转框</translation>
    </message>
    <message>
        <source>polygon</source>
        <translation>多边形</translation>
    </message>
    <message>
        <source>mask</source>
        <translation>掩膜</translation>
    </message>
    <message>
        <source>point</source>
        <translation>点</translation>
    </message>
    <message>
        <source>polyline</source>
        <translation>折线</translation>
    </message>
    <message>
        <source>ellipse</source>
        <translation>椭圆</translation>
    </message>
    <message>
        <source>set of keypoints</source>
        <translation>关键点组</translation>
    </message>
    <message>
        <source>caption</source>
        <translation>文字</translation>
    </message>
    <message>
        <source>The name {name} leads outside the folder</source>
        <translation>名称 {name} 指向文件夹之外</translation>
    </message>
    <message>
        <source>This is not a regular file</source>
        <translation>这不是普通文件</translation>
    </message>
    <message>
        <source>The file has {bytes} bytes, more than {limit}</source>
        <translation>文件有 {bytes} 字节，超过 {limit}</translation>
    </message>
    <message>
        <source>The file cannot be read: {reason}</source>
        <translation>无法读取文件：{reason}</translation>
    </message>
    <message>
        <source>The file is not UTF-8 text</source>
        <translation>文件不是 UTF-8 文本</translation>
    </message>
    <message>
        <source>The format {format} of {package} does not work: {reason}</source>
        <translation>{package} 的格式 {format} 无法使用：{reason}</translation>
    </message>
    <message>
        <source>The format {format} of {package} is already there</source>
        <translation>{package} 的格式 {format} 已存在</translation>
    </message>
    <message>
        <source>There is no format {format}; there are {formats}</source>
        <translation>没有格式 {format}；可用格式：{formats}</translation>
    </message>
    <message>
        <source>No known annotation format was found here</source>
        <translation>此处未找到已知的标注格式</translation>
    </message>
    <message>
        <source>Pascal VOC / LabelImg XML</source>
        <translation>Pascal VOC / LabelImg XML</translation>
    </message>
    <message>
        <source>{n} XML files with the root annotation</source>
        <translation>{n} 个根元素为 annotation 的 XML 文件</translation>
    </message>
    <message>
        <source>No XML files with the root annotation</source>
        <translation>没有根元素为 annotation 的 XML 文件</translation>
    </message>
    <message>
        <source>Another image has this stem; the file is {name}</source>
        <translation>另一张图像有相同的主文件名；文件为 {name}</translation>
    </message>
    <message>
        <source>Coordinates</source>
        <translation>坐标</translation>
    </message>
    <message>
        <source>Keep fractions</source>
        <translation>保留小数</translation>
    </message>
    <message>
        <source>CreateML JSON</source>
        <translation>CreateML JSON</translation>
    </message>
    <message>
        <source>{n} JSON files with CreateML's list of images</source>
        <translation>{n} 个含 CreateML 图像列表的 JSON 文件</translation>
    </message>
    <message>
        <source>No JSON files with CreateML's list of images</source>
        <translation>没有含 CreateML 图像列表的 JSON 文件</translation>
    </message>
    <message>
        <source>This JSON is no list of images; it is passed over</source>
        <translation>该 JSON 不是图像列表，已跳过</translation>
    </message>
    <message>
        <source>Layout</source>
        <translation>目录结构</translation>
    </message>
    <message>
        <source>labelme JSON</source>
        <translation>labelme JSON</translation>
    </message>
    <message>
        <source>{n} JSON files with labelme's list of shapes</source>
        <translation>{n} 个含 labelme 形状列表的 JSON 文件</translation>
    </message>
    <message>
        <source>No JSON files with labelme's list of shapes</source>
        <translation>没有含 labelme 形状列表的 JSON 文件</translation>
    </message>
    <message>
        <source>Image inside the file</source>
        <translation>文件内嵌图片</translation>
    </message>
    <message>
        <source>Copy the images</source>
        <translation>复制图像</translation>
    </message>
    <message>
        <source>The image {name} is missing; its objects are kept</source>
        <translation>图像 {name} 缺失；其对象已保留</translation>
    </message>
    <message>
        <source>The file says {told}, but the image is {real}</source>
        <translation>文件写的是 {told}，但图像为 {real}</translation>
    </message>
    <message>
        <source>The file names {told} but lies beside {used}</source>
        <translation>文件指向 {told}，但位于 {used} 旁边</translation>
    </message>
    <message>
        <source>A second file about the image {name}</source>
        <translation>图像 {name} 有第二个文件</translation>
    </message>
    <message>
        <source>The object lies outside the image</source>
        <translation>对象位于图像之外</translation>
    </message>
    <message>
        <source>The object reaches out of the image</source>
        <translation>对象超出图像</translation>
    </message>
    <message>
        <source>The box has no area</source>
        <translation>矩形框没有面积</translation>
    </message>
    <message>
        <source>The shape is no object with a label</source>
        <translation>该形状不是带标签的对象</translation>
    </message>
    <message>
        <source>The shape holds NaN or infinity, or is nested too deeply</source>
        <translation>该形状含有 NaN 或无穷大，或嵌套过深</translation>
    </message>
    <message>
        <source>The object has no label</source>
        <translation>对象没有标签</translation>
    </message>
    <message>
        <source>The object has no coordinates of four finite numbers</source>
        <translation>对象没有由四个有限数值组成的坐标</translation>
    </message>
    <message>
        <source>The box has a negative side; it is turned round</source>
        <translation>框的边长为负，已翻转</translation>
    </message>
    <message>
        <source>An object without a name gets the class "{name}"</source>
        <translation>没有名称的对象归入类别“{name}”</translation>
    </message>
    <message>
        <source>The entry does not name an image</source>
        <translation>该条目没有给出图像名</translation>
    </message>
    <message>
        <source>The entry has no list of annotations</source>
        <translation>该条目没有标注列表</translation>
    </message>
    <message>
        <source>It holds NaN or infinity, or is nested too deeply</source>
        <translation>它含有 NaN 或无穷大，或嵌套过深</translation>
    </message>
    <message>
        <source>files</source>
        <translation>个文件</translation>
    </message>
    <message>
        <source>The root element is {tag}, not annotation</source>
        <translation>根元素是 {tag}，而不是 annotation</translation>
    </message>
    <message>
        <source>The coordinate {value} is no number</source>
        <translation>坐标 {value} 不是数字</translation>
    </message>
    <message>
        <source>The coordinate {value} is beyond any image</source>
        <translation>坐标 {value} 超出任何图像</translation>
    </message>
    <message>
        <source>The object has neither a box nor a polygon</source>
        <translation>对象既没有矩形框也没有多边形</translation>
    </message>
    <message>
        <source>This is no well-formed XML: {reason}</source>
        <translation>XML 格式不正确：{reason}</translation>
    </message>
    <message>
        <source>XML with a DTD or entities is refused</source>
        <translation>不接受带 DTD 或实体的 XML</translation>
    </message>
    <message>
        <source>YOLO (Ultralytics, Darknet)</source>
        <translation>YOLO（Ultralytics、Darknet）</translation>
    </message>
    <message>
        <source>{n} txt files that may be YOLO labels</source>
        <translation>{n} 个可能是 YOLO 标注的 txt 文件</translation>
    </message>
    <message>
        <source>No txt files with rows of YOLO numbers</source>
        <translation>没有含 YOLO 数字行的 txt 文件</translation>
    </message>
    <message>
        <source>The size of the image is not known; it is left out</source>
        <translation>图像大小未知；已略过</translation>
    </message>
    <message>
        <source>Another image has this stem; trainers will not find {name}</source>
        <translation>另一张图像有相同的主文件名；训练程序将找不到 {name}</translation>
    </message>
    <message>
        <source>{list} is a list of classes; the labels of this image are in {name}</source>
        <translation>{list} 是类别列表；此图像的标签在 {name} 中</translation>
    </message>
    <message>
        <source>The name is taken; the copy is called {name}</source>
        <translation>名称已被占用；副本名为 {name}</translation>
    </message>
    <message>
        <source>Trainers want the same number of joints everywhere; there are {counts}</source>
        <translation>训练程序要求关节数处处相同；此处有 {counts}</translation>
    </message>
    <message>
        <source>Task</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>The class number {n} has no name in a list of {length}</source>
        <translation>类别编号 {n} 在 {length} 项的列表中没有名称</translation>
    </message>
    <message>
        <source>The row is the same as row {first}</source>
        <translation>此行与第 {first} 行相同</translation>
    </message>
    <message>
        <source>The image {name} is missing: its size is needed</source>
        <translation>图像 {name} 缺失：需要它的大小</translation>
    </message>
    <message>
        <source>No image belongs to this file: its size is needed</source>
        <translation>没有与此文件对应的图像：需要它的大小</translation>
    </message>
    <message>
        <source>A row of {n} columns is no box</source>
        <translation>{n} 列的行不是矩形框</translation>
    </message>
    <message>
        <source>The keypoints of a row are left out, its box is kept</source>
        <translation>该行的关键点已略过，矩形框已保留</translation>
    </message>
    <message>
        <source>A row has {n} joints, where kpt_shape says {count}</source>
        <translation>某行有 {n} 个关节，而 kpt_shape 为 {count}</translation>
    </message>
    <message>
        <source>The class {name} has another keypoint template here: joints are matched by their names</source>
        <translation>类别 {name} 在此处的关键点模板不同：关节按名称对应</translation>
    </message>
    <message>
        <source>This is no valid YAML: {reason}</source>
        <translation>YAML 格式不正确：{reason}</translation>
    </message>
    <message>
        <source>YAML with aliases is refused</source>
        <translation>不接受带别名的 YAML</translation>
    </message>
    <message>
        <source>names is neither a list nor a table of class names</source>
        <translation>names 既不是类别名称列表也不是表</translation>
    </message>
    <message>
        <source>nc is {told}, but there are {n} names</source>
        <translation>nc 为 {told}，但有 {n} 个名称</translation>
    </message>
    <message>
        <source>kpt_shape does not say how many numbers a joint has</source>
        <translation>kpt_shape 没有说明每个关节有几个数</translation>
    </message>
    <message>
        <source>The file is too large for a list of names</source>
        <translation>文件过大，不是名称列表</translation>
    </message>
    <message>
        <source>No class names were found; numbers are used</source>
        <translation>未找到类别名称；使用编号</translation>
    </message>
    <message>
        <source>{value} is no number</source>
        <translation>{value} 不是数字</translation>
    </message>
    <message>
        <source>A row has {n} columns; 5 or an odd number from 7 are right</source>
        <translation>一行有 {n} 列；应为 5 列或不少于 7 的奇数列</translation>
    </message>
    <message>
        <source>{value} is beyond the image (0 to 1)</source>
        <translation>{value} 超出图像（0 到 1）</translation>
    </message>
    <message>
        <source>{value} is no class number</source>
        <translation>{value} 不是类别编号</translation>
    </message>
    <message>
        <source>A box has the size {value}</source>
        <translation>有矩形框的大小为 {value}</translation>
    </message>
    <message>
        <source>A row of a pose has 5 columns and {size} for each joint; this one has {n}</source>
        <translation>姿态行应有 5 列，另加每个关节 {size} 列；此行有 {n} 列</translation>
    </message>
    <message>
        <source>{value} is no visibility (0, 1 or 2)</source>
        <translation>{value} 不是可见性（0、1 或 2）</translation>
    </message>
    <message>
        <source>The image is taken from another folder: {path}</source>
        <translation>图像取自另一个文件夹：{path}</translation>
    </message>
    <message>
        <source>{path} has this name but lies in another folder; it is not taken for the image</source>
        <translation>{path} 同名但位于另一个文件夹；不作为此图像</translation>
    </message>
    <message>
        <source>This may be about {first} or {second}; the first is taken</source>
        <translation>可能指 {first} 或 {second}；采用前者</translation>
    </message>
    <message>
        <source>This may be about {first} or {second}; it is taken for neither</source>
        <translation>可能指 {first} 或 {second}；两者都不采用</translation>
    </message>
    <message>
        <source>The list of images cannot be read: {reason}</source>
        <translation>无法读取图像列表：{reason}</translation>
    </message>
    <message>
        <source>The path {name} leads out of the folder and was not followed</source>
        <translation>路径 {name} 指向文件夹之外，未予跟随</translation>
    </message>
    <message>
        <source>{format} has no option {option}; it has {options}</source>
        <translation>{format} 没有选项 {option}；可用的有 {options}</translation>
    </message>
    <message>
        <source>{format} has no option {option}, nor any other</source>
        <translation>{format} 没有选项 {option}，也没有其他选项</translation>
    </message>
    <message>
        <source>{value} is no value for the option {option}; write {usage}</source>
        <translation>{value} 不是选项 {option} 的值；请写成 {usage}</translation>
    </message>
    <message>
        <source>This is no valid JSON: {reason}</source>
        <translation>这不是有效的 JSON：{reason}</translation>
    </message>
    <message>
        <source>The JSON is nested too deeply</source>
        <translation>该 JSON 嵌套过深</translation>
    </message>
    <message>
        <source>This JSON has no list of shapes; it is passed over</source>
        <translation>该 JSON 没有形状列表，已跳过</translation>
    </message>
    <message>
        <source>imageData is no image; the image file is used</source>
        <translation>imageData 不是图片，改用图像文件</translation>
    </message>
    <message>
        <source>The image {name} is only inside this file; put its own file beside it</source>
        <translation>{name} 的图片只在此文件内；请把图像文件放在旁边</translation>
    </message>
    <message>
        <source>The flags of the image are no table of true and false</source>
        <translation>图像的 flags 不是由真假值组成的表</translation>
    </message>
    <message>
        <source>What the file holds beside shapes cannot be written back</source>
        <translation>文件中形状以外的内容无法写回</translation>
    </message>
    <message>
        <source>The image cannot be put into the file: {reason}</source>
        <translation>无法把图像放入文件：{reason}</translation>
    </message>
    <message>
        <source>The mask is no PNG in base64</source>
        <translation>掩膜不是 base64 编码的 PNG</translation>
    </message>
    <message>
        <source>A mask of {width} x {height} pixels is too large</source>
        <translation>{width} x {height} 像素的掩膜过大</translation>
    </message>
    <message>
        <source>The points are no list of pairs of finite numbers</source>
        <translation>点不是有限数值对的列表</translation>
    </message>
    <message>
        <source>A shape of the type {type} does not have {n} points</source>
        <translation>类型为 {type} 的形状不会有 {n} 个点</translation>
    </message>
    <message>
        <source>The mask has no pixel within the image</source>
        <translation>掩膜在图像内没有像素</translation>
    </message>
    <message>
        <source>The shape type {type} is not known; the shape is kept</source>
        <translation>未知的形状类型 {type}；该形状保留</translation>
    </message>
    <message>
        <source>X-AnyLabeling JSON</source>
        <translation>X-AnyLabeling JSON</translation>
    </message>
    <message>
        <source>{n} JSON files with X-AnyLabeling's list of shapes</source>
        <translation>{n} 个含 X-AnyLabeling 形状列表的 JSON 文件</translation>
    </message>
    <message>
        <source>No JSON files with X-AnyLabeling's list of shapes</source>
        <translation>没有含 X-AnyLabeling 形状列表的 JSON 文件</translation>
    </message>
    <message>
        <source>ISAT JSON</source>
        <translation>ISAT JSON</translation>
    </message>
    <message>
        <source>{n} JSON files of ISAT</source>
        <translation>{n} 个 ISAT 的 JSON 文件</translation>
    </message>
    <message>
        <source>No JSON files of ISAT</source>
        <translation>没有 ISAT 的 JSON 文件</translation>
    </message>
    <message>
        <source>This JSON is none of ISAT; it is passed over</source>
        <translation>该 JSON 不是 ISAT 的文件，已跳过</translation>
    </message>
    <message>
        <source>The object does not name its class</source>
        <translation>对象没有给出类别</translation>
    </message>
    <message>
        <source>The segmentation is no list of at least three pairs of finite numbers</source>
        <translation>轮廓不是至少三对有限数值的列表</translation>
    </message>
    <message>
        <source>The file is of no known annotation format</source>
        <translation>该文件不是已知的标注格式</translation>
    </message>
    <message>
        <source>The file is empty</source>
        <translation>文件为空</translation>
    </message>
    <message>
        <source>The name {name} leads outside the folder; the image is left out</source>
        <translation>名称 {name} 指向文件夹之外；该图像被略去</translation>
    </message>
    <message>
        <source>The name {name} leads outside the folder; {path} is meant</source>
        <translation>名称 {name} 指向文件夹之外；所指的是 {path}</translation>
    </message>
    <message>
        <source>A second entry about the image {name}</source>
        <translation>图像 {name} 有第二个条目</translation>
    </message>
    <message>
        <source>The file names no images</source>
        <translation>该文件没有列出任何图像</translation>
    </message>
    <message>
        <source>The object's class is not among the classes written</source>
        <translation>该对象的类别不在写出的类别之中</translation>
    </message>
    <message>
        <source>The format cannot hold this name of a file</source>
        <translation>该格式无法保存这个文件名</translation>
    </message>
    <message>
        <source>This is no valid CSV: {reason}</source>
        <translation>这不是有效的 CSV：{reason}</translation>
    </message>
    <message>
        <source>These are batches of CIFAR-10, with the images inside</source>
        <translation>这些是 CIFAR-10 的批次文件，图像在其中</translation>
    </message>
    <message>
        <source>labeldesk unpack --from PATH --out DIR writes them into folders of their classes</source>
        <translation>labeldesk unpack --from 路径 --out 目录 会将其写入各类别的文件夹</translation>
    </message>
    <message>
        <source>The class {name} is written as {word}: it may have no blanks</source>
        <translation>类别 {name} 写作 {word}：名称不能含空格</translation>
    </message>
    <message>
        <source>The folder of the class {name} is called {folder}</source>
        <translation>类别 {name} 的文件夹命名为 {folder}</translation>
    </message>
    <message>
        <source>No image of the class {name} is in the part {part}: trainers that number classes by the folders of each part number them differently there</source>
        <translation>{part} 部分中没有类别 {name} 的图像：按各部分文件夹给类别编号的训练程序在那里的编号会不同</translation>
    </message>
    <message>
        <source>A row of 9 columns is a four-point outline or a turned box: choose the option task=segment if it is an outline, task=obb if it is a box</source>
        <translation>9 列的行是四点轮廓或旋转框：若是轮廓请选择选项 task=segment，若是框请选择 task=obb</translation>
    </message>
    <message>
        <source>A row has {n} columns; eight numbers and a class are right</source>
        <translation>一行有 {n} 列；正确的是八个数字和一个类别</translation>
    </message>
    <message>
        <source>{value} is far beyond every image</source>
        <translation>{value} 远超出任何图像</translation>
    </message>
    <message>
        <source>Folders of classes (ImageNet, YOLO classify)</source>
        <translation>类别文件夹（ImageNet、YOLO 分类）</translation>
    </message>
    <message>
        <source>{n} images in folders that may be {classes} classes: {name}</source>
        <translation>{n} 张图像位于可能是 {classes} 个类别的文件夹中：{name}</translation>
    </message>
    <message>
        <source>A list of folders as we write it</source>
        <translation>本程序写出的文件夹列表</translation>
    </message>
    <message>
        <source>No images in folders that may be classes</source>
        <translation>没有图像位于可能是类别的文件夹中</translation>
    </message>
    <message>
        <source>An image lies in one folder: the first of its {n} classes is kept</source>
        <translation>一张图像只在一个文件夹中：其 {n} 个类别中保留第一个</translation>
    </message>
    <message>
        <source>The list of folders cannot be read: {reason}</source>
        <translation>无法读取文件夹列表：{reason}</translation>
    </message>
    <message>
        <source>{n} synsets are in no list of words; they are classes by their numbers</source>
        <translation>{n} 个同义词集不在词表中；以其编号作为类别</translation>
    </message>
    <message>
        <source>{n} images lie in no folder of a class</source>
        <translation>{n} 张图像不在任何类别文件夹中</translation>
    </message>
    <message>
        <source>There are no images here</source>
        <translation>此处没有图像</translation>
    </message>
    <message>
        <source>A row of {n} columns is no turned box</source>
        <translation>{n} 列的行不是旋转框</translation>
    </message>
    <message>
        <source>A corner of a turned box lies beyond the image by more than 1 %: Ultralytics passes over images with such a row</source>
        <translation>旋转框的一个角超出图像 1% 以上：Ultralytics 会跳过含有此行的图像</translation>
    </message>
    <message>
        <source>DOTA text (turned boxes)</source>
        <translation>DOTA 文本（旋转框）</translation>
    </message>
    <message>
        <source>{n} txt files with DOTA's four corners and a class</source>
        <translation>{n} 个含 DOTA 四角点和类别的 txt 文件</translation>
    </message>
    <message>
        <source>No txt files with four corners and a class</source>
        <translation>没有含四角点和类别的 txt 文件</translation>
    </message>
    <message>
        <source>There are no label files of DOTA here</source>
        <translation>此处没有 DOTA 的标签文件</translation>
    </message>
    <message>
        <source>The batch does not have a class and 3072 bytes of pixels for each image</source>
        <translation>批次中并非每张图像都有一个类别和 3072 字节像素</translation>
    </message>
    <message>
        <source>The batch has a class that is no number of one</source>
        <translation>批次中有类别不是类别编号</translation>
    </message>
    <message>
        <source>This is no batch: it asks for {what}, which is not followed</source>
        <translation>这不是批次文件：它要求 {what}，不予执行</translation>
    </message>
    <message>
        <source>This is no batch: the file is broken</source>
        <translation>这不是批次文件：文件已损坏</translation>
    </message>
    <message>
        <source>Open Images CSV</source>
        <translation>Open Images CSV</translation>
    </message>
    <message>
        <source>{n} tables of Open Images: {name}</source>
        <translation>{n} 个 Open Images 表：{name}</translation>
    </message>
    <message>
        <source>No tables with the columns of Open Images</source>
        <translation>没有含 Open Images 列的表</translation>
    </message>
    <message>
        <source>{n} images of the table are not here and are left out: numbers are shares of them</source>
        <translation>表中有 {n} 张图像不在此处，已略去：数字是其尺寸的比例</translation>
    </message>
    <message>
        <source>The row has {n} cells and needs {least}; it is left out</source>
        <translation>该行有 {n} 个单元格，需要 {least} 个；已略去</translation>
    </message>
    <message>
        <source>There are no tables of Open Images here</source>
        <translation>此处没有 Open Images 的表</translation>
    </message>
    <message>
        <source>Another image has this stem; its ID is {name}</source>
        <translation>另一张图像的主名相同；其 ID 为 {name}</translation>
    </message>
    <message>
        <source>The size of the image is not known; its boxes are left out</source>
        <translation>图像尺寸未知；其框已略去</translation>
    </message>
    <message>
        <source>The zip file cannot be read: {reason}</source>
        <translation>无法读取 zip 文件：{reason}</translation>
    </message>
    <message>
        <source>The zip file holds the name {name}, which leads outside</source>
        <translation>zip 文件含有指向外部的名称 {name}</translation>
    </message>
    <message>
        <source>The zip file holds a link, {name}; it is not unpacked</source>
        <translation>zip 文件含有链接 {name}；不会解压</translation>
    </message>
    <message>
        <source>The zip file is encrypted; unpack it with its password</source>
        <translation>zip 文件已加密；请用其密码解压</translation>
    </message>
    <message>
        <source>The zip file has more than {n} entries; unpack it with another program first</source>
        <translation>zip 文件的条目超过 {n} 个；请先用其他程序解压</translation>
    </message>
    <message>
        <source>The zip file would unpack to {bytes} bytes, out of all proportion to its own size</source>
        <translation>zip 文件解压后将有 {bytes} 字节，与其自身大小完全不成比例</translation>
    </message>
    <message>
        <source>The zip file holds {name} twice</source>
        <translation>zip 文件含有两个 {name}</translation>
    </message>
    <message>
        <source>There is no room to unpack: {bytes} bytes are needed and {free} are free</source>
        <translation>没有空间解压：需要 {bytes} 字节，可用 {free} 字节</translation>
    </message>
    <message>
        <source>The folder to unpack into is not empty</source>
        <translation>要解压到的文件夹不是空的</translation>
    </message>
    <message>
        <source>The zip file cannot be unpacked: {reason}</source>
        <translation>无法解压 zip 文件：{reason}</translation>
    </message>
    <message>
        <source>Nothing was unpacked</source>
        <translation>没有解压任何内容</translation>
    </message>
</context>
<context>
    <name>Grid</name>
    <message>
        <source>{n} images</source>
        <translation>{n} 张图像</translation>
    </message>
    <message>
        <source>{n} of {total} images</source>
        <translation>{n} / {total} 张图像</translation>
    </message>
    <message>
        <source>Go on after tagging</source>
        <translation>打标签后自动前进</translation>
    </message>
    <message>
        <source>One tag per image</source>
        <translation>每张图像一个标签</translation>
    </message>
    <message>
        <source>Smaller thumbnails</source>
        <translation>缩小缩略图</translation>
    </message>
    <message>
        <source>Larger thumbnails</source>
        <translation>放大缩略图</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>图像</translation>
    </message>
    <message>
        <source>No image matches the filter</source>
        <translation>没有图像符合筛选条件</translation>
    </message>
    <message>
        <source>Tags and their keys</source>
        <translation>标签及其按键</translation>
    </message>
    <message>
        <source>The current image</source>
        <translation>当前图像</translation>
    </message>
    <message>
        <source>Size of the thumbnails</source>
        <translation>缩略图大小</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>Tagged {n} image: {name}</source>
        <translation>已为 {n} 张图像添加标签：{name}</translation>
    </message>
    <message>
        <source>Tagged {n} images: {name}</source>
        <translation>已为 {n} 张图像添加标签：{name}</translation>
    </message>
    <message>
        <source>Took the tag {name} from {n} image</source>
        <translation>已从 {n} 张图像移除标签 {name}</translation>
    </message>
    <message>
        <source>Took the tag {name} from {n} images</source>
        <translation>已从 {n} 张图像移除标签 {name}</translation>
    </message>
    <message>
        <source>{n} image marked done</source>
        <translation>已将 {n} 张图像标记为完成</translation>
    </message>
    <message>
        <source>{n} images marked done</source>
        <translation>已将 {n} 张图像标记为完成</translation>
    </message>
    <message>
        <source>{n} image to do again</source>
        <translation>{n} 张图像重新待标注</translation>
    </message>
    <message>
        <source>{n} images to do again</source>
        <translation>{n} 张图像重新待标注</translation>
    </message>
    <message>
        <source>{n} image excluded. The file stays where it is</source>
        <translation>已排除 {n} 张图像。文件保留在原处</translation>
    </message>
    <message>
        <source>{n} images excluded. The files stay where they are</source>
        <translation>已排除 {n} 张图像。文件保留在原处</translation>
    </message>
    <message>
        <source>{n} image included again</source>
        <translation>已取消排除 {n} 张图像</translation>
    </message>
    <message>
        <source>{n} images included again</source>
        <translation>已取消排除 {n} 张图像</translation>
    </message>
    <message>
        <source>selected</source>
        <translation>已选中</translation>
    </message>
</context>
<context>
    <name>Held</name>
    <message>
        <source>{author} has this project open, so it is open for reading here</source>
        <translation>{author} 正在使用此项目，因此在这里以只读方式打开</translation>
    </message>
    <message>
        <source>Process {pid} on {host}, since {started}</source>
        <translation>{host} 上的进程 {pid}，始于 {started}</translation>
    </message>
    <message>
        <source>Nobody else has this project open any more</source>
        <translation>已没有其他人在使用此项目</translation>
    </message>
    <message>
        <source>It is still open for reading here</source>
        <translation>这里仍以只读方式打开</translation>
    </message>
    <message>
        <source>Open for writing</source>
        <translation>以可写方式打开</translation>
    </message>
    <message>
        <source>{author} still has this project open</source>
        <translation>{author} 仍在使用此项目</translation>
    </message>
</context>
<context>
    <name>History</name>
    <message>
        <source>Draw box</source>
        <translation>绘制矩形框</translation>
    </message>
    <message>
        <source>Paint mask</source>
        <translation>绘制掩膜</translation>
    </message>
    <message>
        <source>Erase mask</source>
        <translation>擦除掩膜</translation>
    </message>
    <message>
        <source>Draw polygon</source>
        <translation>绘制多边形</translation>
    </message>
    <message>
        <source>Resize</source>
        <translation>调整大小</translation>
    </message>
    <message>
        <source>Turn</source>
        <translation>旋转</translation>
    </message>
    <message>
        <source>Move vertex</source>
        <translation>移动顶点</translation>
    </message>
    <message>
        <source>Add vertex</source>
        <translation>添加顶点</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>移动</translation>
    </message>
    <message>
        <source>Remove vertex</source>
        <translation>移除顶点</translation>
    </message>
    <message>
        <source>Remove vertices</source>
        <translation>移除顶点</translation>
    </message>
    <message>
        <source>Undone: {step}</source>
        <translation>已撤销：{step}</translation>
    </message>
    <message>
        <source>Done again: {step}</source>
        <translation>已重做：{step}</translation>
    </message>
    <message>
        <source>Undone on {image}: {step}</source>
        <translation>已在 {image} 上撤销：{step}</translation>
    </message>
    <message>
        <source>Done again on {image}: {step}</source>
        <translation>已在 {image} 上重做：{step}</translation>
    </message>
    <message>
        <source>Mark done</source>
        <translation>标记完成</translation>
    </message>
    <message>
        <source>Mark to do</source>
        <translation>标记为待标注</translation>
    </message>
    <message>
        <source>Exclude image</source>
        <translation>排除图像</translation>
    </message>
    <message>
        <source>Include image</source>
        <translation>取消排除图像</translation>
    </message>
    <message>
        <source>History</source>
        <translation>历史记录</translation>
    </message>
    <message>
        <source>Rename {old} to {name}</source>
        <translation>将 {old} 重命名为 {name}</translation>
    </message>
    <message>
        <source>Edit class {name}</source>
        <translation>编辑类别 {name}</translation>
    </message>
    <message>
        <source>Merge {old} into {name}</source>
        <translation>将 {old} 合并到 {name}</translation>
    </message>
    <message>
        <source>Delete class {name}</source>
        <translation>删除类别 {name}</translation>
    </message>
    <message>
        <source>New class {name}</source>
        <translation>新建类别 {name}</translation>
    </message>
    <message>
        <source>Change class to {name}</source>
        <translation>将类别改为 {name}</translation>
    </message>
    <message>
        <source>Tag {name}</source>
        <translation>标签 {name}</translation>
    </message>
    <message>
        <source>Cut</source>
        <translation>剪切</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>粘贴</translation>
    </message>
    <message>
        <source>Paste objects of the previous image</source>
        <translation>粘贴上一张图像的对象</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>创建副本</translation>
    </message>
    <message>
        <source>Change order</source>
        <translation>更改层次</translation>
    </message>
    <message>
        <source>Change flag</source>
        <translation>更改标志</translation>
    </message>
    <message>
        <source>Set {name} to {value}</source>
        <translation>将 {name} 设为 {value}</translation>
    </message>
    <message>
        <source>Clear {name}</source>
        <translation>清除 {name}</translation>
    </message>
    <message>
        <source>Lock or unlock</source>
        <translation>锁定或解锁</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>隐藏</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>Accept suggestion {name}</source>
        <translation>接受建议 {name}</translation>
    </message>
    <message>
        <source>Accept {n} suggestions</source>
        <translation>接受 {n} 个建议</translation>
    </message>
    <message>
        <source>Reject suggestion {name}</source>
        <translation>拒绝建议 {name}</translation>
    </message>
    <message>
        <source>Reject {n} suggestions</source>
        <translation>拒绝 {n} 个建议</translation>
    </message>
    <message>
        <source>Nothing was changed yet</source>
        <translation>尚无任何更改</translation>
    </message>
    <message>
        <source>Cut out object</source>
        <translation>抠出对象</translation>
    </message>
    <message>
        <source>Draw ellipse</source>
        <translation>绘制椭圆</translation>
    </message>
    <message>
        <source>Draw line</source>
        <translation>绘制折线</translation>
    </message>
    <message>
        <source>Draw outline along edges</source>
        <translation>沿边缘描绘轮廓</translation>
    </message>
    <message>
        <source>Set point</source>
        <translation>标记点</translation>
    </message>
    <message>
        <source>Draw rotated box</source>
        <translation>绘制旋转框</translation>
    </message>
    <message>
        <source>Move vertices</source>
        <translation>移动顶点</translation>
    </message>
    <message>
        <source>Take by colour</source>
        <translation>按颜色选取</translation>
    </message>
    <message>
        <source>Join objects</source>
        <translation>合并对象</translation>
    </message>
    <message>
        <source>Subtract objects</source>
        <translation>减去对象</translation>
    </message>
    <message>
        <source>Intersect objects</source>
        <translation>保留重叠</translation>
    </message>
    <message>
        <source>Exclude overlap</source>
        <translation>排除重叠</translation>
    </message>
    <message>
        <source>Make hole</source>
        <translation>制作孔洞</translation>
    </message>
    <message>
        <source>Convert</source>
        <translation>转换</translation>
    </message>
    <message>
        <source>Separate parts</source>
        <translation>拆分各部分</translation>
    </message>
    <message>
        <source>Fill holes</source>
        <translation>填充孔洞</translation>
    </message>
    <message>
        <source>Smooth</source>
        <translation>平滑</translation>
    </message>
    <message>
        <source>Align</source>
        <translation>对齐</translation>
    </message>
    <message>
        <source>Swap left and right</source>
        <translation>左右互换</translation>
    </message>
    <message>
        <source>Simplify</source>
        <translation>简化</translation>
    </message>
    <message>
        <source>Fill the rest</source>
        <translation>填充其余部分</translation>
    </message>
    <message>
        <source>Redraw</source>
        <translation>重画</translation>
    </message>
    <message>
        <source>Draw keypoints</source>
        <translation>绘制关键点</translation>
    </message>
    <message>
        <source>Place joints</source>
        <translation>放置关节</translation>
    </message>
    <message>
        <source>Change visibility of a joint</source>
        <translation>更改关节可见性</translation>
    </message>
    <message>
        <source>Tighten boxes</source>
        <translation>收紧框</translation>
    </message>
    <message>
        <source>Add caption</source>
        <translation>添加描述</translation>
    </message>
    <message>
        <source>Change caption</source>
        <translation>更改描述</translation>
    </message>
    <message>
        <source>Remove caption</source>
        <translation>移除描述</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>编组</translation>
    </message>
    <message>
        <source>Ungroup</source>
        <translation>取消分组</translation>
    </message>
    <message>
        <source>Change keypoint template of {name}</source>
        <translation>更改 {name} 的关键点模板</translation>
    </message>
    <message>
        <source>Tag {n} image {name}</source>
        <translation>为 {n} 张图像添加标签 {name}</translation>
    </message>
    <message>
        <source>Tag {n} images {name}</source>
        <translation>为 {n} 张图像添加标签 {name}</translation>
    </message>
    <message>
        <source>Take the tag {name} from {n} image</source>
        <translation>从 {n} 张图像移除标签 {name}</translation>
    </message>
    <message>
        <source>Take the tag {name} from {n} images</source>
        <translation>从 {n} 张图像移除标签 {name}</translation>
    </message>
    <message>
        <source>Mark {n} image done</source>
        <translation>将 {n} 张图像标记为完成</translation>
    </message>
    <message>
        <source>Mark {n} images done</source>
        <translation>将 {n} 张图像标记为完成</translation>
    </message>
    <message>
        <source>Mark {n} image to do</source>
        <translation>将 {n} 张图像标记为待标注</translation>
    </message>
    <message>
        <source>Mark {n} images to do</source>
        <translation>将 {n} 张图像标记为待标注</translation>
    </message>
    <message>
        <source>Exclude {n} image</source>
        <translation>排除 {n} 张图像</translation>
    </message>
    <message>
        <source>Exclude {n} images</source>
        <translation>排除 {n} 张图像</translation>
    </message>
    <message>
        <source>Include {n} image</source>
        <translation>取消排除 {n} 张图像</translation>
    </message>
    <message>
        <source>Include {n} images</source>
        <translation>取消排除 {n} 张图像</translation>
    </message>
    <message>
        <source>Move class {name} to place {n}</source>
        <translation>将类别 {name} 移到第 {n} 位</translation>
    </message>
    <message>
        <source>Redraw outline</source>
        <translation>重画轮廓</translation>
    </message>
    <message>
        <source>Segment object</source>
        <translation>分割对象</translation>
    </message>
    <message>
        <source>Accept {n} suggestions on {images} images</source>
        <translation>在 {images} 张图像上接受 {n} 个建议</translation>
    </message>
    <message>
        <source>Delete what {model} brought on {date}</source>
        <translation>删除 {model} 在 {date} 带来的内容</translation>
    </message>
</context>
<context>
    <name>Image</name>
    <message>
        <source>Image</source>
        <translation>图像</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>Add tag</source>
        <translation>添加标签</translation>
    </message>
    <message>
        <source>Add caption</source>
        <translation>添加描述</translation>
    </message>
    <message>
        <source>Caption</source>
        <translation>描述</translation>
    </message>
    <message>
        <source>Enter keeps it, Shift+Enter begins a line</source>
        <translation>按 Enter 保存，Shift+Enter 换行</translation>
    </message>
    <message>
        <source>Class of the caption</source>
        <translation>描述的类别</translation>
    </message>
    <message>
        <source>Remove caption</source>
        <translation>移除描述</translation>
    </message>
</context>
<context>
    <name>ImageBar</name>
    <message>
        <source>Previous image</source>
        <translation>上一张图像</translation>
    </message>
    <message>
        <source>Next image</source>
        <translation>下一张图像</translation>
    </message>
    <message>
        <source>Mark done</source>
        <translation>标记完成</translation>
    </message>
    <message>
        <source>{n} done</source>
        <translation>已完成 {n}</translation>
    </message>
    <message>
        <source>Look and guides</source>
        <translation>外观与辅助线</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>All images</source>
        <translation>全部图像</translation>
    </message>
    <message>
        <source>Reset display</source>
        <translation>还原显示</translation>
    </message>
    <message>
        <source>Mark to do</source>
        <translation>标记为待标注</translation>
    </message>
    <message>
        <source>Frame</source>
        <translation>帧</translation>
    </message>
    <message>
        <source>Previous frame</source>
        <translation>上一帧</translation>
    </message>
    <message>
        <source>Next frame</source>
        <translation>下一帧</translation>
    </message>
</context>
<context>
    <name>ImageList</name>
    <message>
        <source>Image list</source>
        <translation>图像列表</translation>
    </message>
</context>
<context>
    <name>Images</name>
    <message>
        <source>Done: nothing here</source>
        <translation>已完成：此处没有对象</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>To do again</source>
        <translation>重新待标注</translation>
    </message>
    <message>
        <source>Excluded. The file stays where it is</source>
        <translation>已排除。文件保留在原处</translation>
    </message>
    <message>
        <source>Included again</source>
        <translation>已取消排除</translation>
    </message>
    <message>
        <source>No image has this number or this in its name</source>
        <translation>没有图像使用此编号或名称包含此文字</translation>
    </message>
    <message>
        <source>No image to do in that direction</source>
        <translation>该方向没有待标注的图像</translation>
    </message>
    <message>
        <source>{name}, {state}</source>
        <translation>{name}，{state}</translation>
    </message>
    <message>
        <source>{name}, {state}, {n} suggestions</source>
        <translation>{name}，{state}，{n} 个建议</translation>
    </message>
    <message>
        <source>{name}, cannot be read</source>
        <translation>{name}，无法读取</translation>
    </message>
    <message>
        <source>{width} × {height} px</source>
        <translation>{width} × {height} 像素</translation>
    </message>
    <message>
        <source>{width} × {height} px · {share} % unlabeled</source>
        <translation>{width} × {height} 像素 · {share} % 未标注</translation>
    </message>
    <message>
        <source>Go to image</source>
        <translation>转到图像</translation>
    </message>
    <message>
        <source>Number or part of a name</source>
        <translation>编号或名称的一部分</translation>
    </message>
    <message>
        <source>The file is damaged; what could be read of it is shown</source>
        <translation>文件已损坏；显示可读取的部分</translation>
    </message>
    <message>
        <source>{name} cannot be shown, so nothing can be marked on it</source>
        <translation>无法显示 {name}，因此不能在其上标注</translation>
    </message>
    <message>
        <source>Type the class of the new shape; Esc drops it</source>
        <translation>请输入新形状的类别；按 Esc 放弃</translation>
    </message>
</context>
<context>
    <name>Imaging</name>
    <message>
        <source>Could not decode the image because of an error in Labeldesk</source>
        <translation>由于 Labeldesk 的错误，无法解码图像</translation>
    </message>
    <message>
        <source>Refused: the {chunk} metadata unpack from {packed} bytes to more than {limit} bytes</source>
        <translation>已拒绝：{chunk} 元数据从 {packed} 字节解压后超过 {limit} 字节</translation>
    </message>
    <message>
        <source>Could not decode the image ({kind}, {width} x {height} pixels): it is damaged</source>
        <translation>无法解码图像（{kind}，{width} x {height} 像素）：文件已损坏</translation>
    </message>
    <message>
        <source>There is no frame {n}: the image has {of}</source>
        <translation>没有第 {n} 帧：图像共 {of} 帧</translation>
    </message>
    <message>
        <source>The image has {width} x {height} pixels in {channels} channels of {bits} bit ({megabytes} MB); at most {limit} MB are read</source>
        <translation>图像为 {width} x {height} 像素，{channels} 个通道，每通道 {bits} 位（{megabytes} MB）；最多读取 {limit} MB</translation>
    </message>
    <message>
        <source>The image has {width} x {height} pixels ({megapixels} MP); at most {limit} MP are read</source>
        <translation>图像为 {width} x {height} 像素（{megapixels} MP）；最多读取 {limit} MP</translation>
    </message>
    <message>
        <source>The image says it has {width} x {height} pixels</source>
        <translation>图像标称为 {width} x {height} 像素</translation>
    </message>
    <message>
        <source>This is not an image file that Labeldesk can read</source>
        <translation>这不是 Labeldesk 能读取的图像文件</translation>
    </message>
    <message>
        <source>Not listed: the link leads to nothing</source>
        <translation>未列出：链接没有目标</translation>
    </message>
    <message>
        <source>Not listed: the link leaves the folder</source>
        <translation>未列出：链接指向文件夹之外</translation>
    </message>
    <message>
        <source>Not listed: the link leads in a circle</source>
        <translation>未列出：链接形成循环</translation>
    </message>
    <message>
        <source>Not listed: this is a pipe or a device</source>
        <translation>未列出：这是管道或设备</translation>
    </message>
    <message>
        <source>Not followed: the folder is a link</source>
        <translation>未跟随：该文件夹是链接</translation>
    </message>
    <message>
        <source>Not looked into: the name of the folder is not UTF-8</source>
        <translation>未进入：文件夹名称不是 UTF-8</translation>
    </message>
    <message>
        <source>Not listed: the name is not UTF-8; rename the file</source>
        <translation>未列出：名称不是 UTF-8，请重命名该文件</translation>
    </message>
    <message>
        <source>Could not look into the folder: {reason}</source>
        <translation>无法查看文件夹：{reason}</translation>
    </message>
    <message>
        <source>This is not a folder</source>
        <translation>这不是文件夹</translation>
    </message>
    <message>
        <source>There is no such file</source>
        <translation>没有此文件</translation>
    </message>
    <message>
        <source>The link leads to nothing</source>
        <translation>链接没有目标</translation>
    </message>
    <message>
        <source>This is a folder, not an image file</source>
        <translation>这是文件夹，不是图像文件</translation>
    </message>
    <message>
        <source>This is a pipe or a device, not an image file</source>
        <translation>这是管道或设备，不是图像文件</translation>
    </message>
    <message>
        <source>The file is empty (0 bytes)</source>
        <translation>文件为空（0 字节）</translation>
    </message>
    <message>
        <source>The file has {size} MB; at most {limit} MB are read</source>
        <translation>文件为 {size} MB；最多读取 {limit} MB</translation>
    </message>
    <message>
        <source>No permission to read the file</source>
        <translation>没有读取文件的权限</translation>
    </message>
    <message>
        <source>Could not read the file: {reason}</source>
        <translation>无法读取文件：{reason}</translation>
    </message>
    <message>
        <source>This is a DICOM image, which needs pydicom to be read</source>
        <translation>这是 DICOM 图像，需要 pydicom 才能读取</translation>
    </message>
    <message>
        <source>This DICOM file holds no image</source>
        <translation>此 DICOM 文件不含图像</translation>
    </message>
    <message>
        <source>This DICOM file is compressed as a whole: it is not read</source>
        <translation>此 DICOM 文件被整体压缩，因此不读取</translation>
    </message>
    <message>
        <source>This is an HEIC image, which needs a plugin to be read</source>
        <translation>这是 HEIC 图像，需要插件才能读取</translation>
    </message>
    <message>
        <source>The DICOM image is compressed as {syntax}, which cannot be read here</source>
        <translation>DICOM 图像以 {syntax} 压缩，此处无法读取</translation>
    </message>
    <message>
        <source>Packages that may read it, to install into the Python of Labeldesk: {packages}</source>
        <translation>可能读取它的软件包（请安装到 Labeldesk 所用的 Python 中）：{packages}</translation>
    </message>
    <message>
        <source>Install it into the Python of Labeldesk and start again: {command}</source>
        <translation>请将其安装到 Labeldesk 所用的 Python 中，然后重新启动：{command}</translation>
    </message>
    <message>
        <source>The image file ends too early; a part of it is missing</source>
        <translation>图像文件提前结束，缺少一部分内容</translation>
    </message>
    <message>
        <source>There is not enough memory to decode the image</source>
        <translation>内存不足，无法解码图像</translation>
    </message>
    <message>
        <source>Not listed: {n} files are masks of other images, e.g. of Cityscapes, ADE20K or Pascal VOC</source>
        <translation>未列出：{n} 个文件是其他图像的掩码，例如 Cityscapes、ADE20K 或 Pascal VOC 的掩码</translation>
    </message>
</context>
<context>
    <name>Import</name>
    <message>
        <source>Import a dataset</source>
        <translation>导入数据集</translation>
    </message>
    <message>
        <source>Annotations</source>
        <translation>标注</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>图像</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>找到的内容</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Import {n} images</source>
        <translation>导入 {n} 张图像</translation>
    </message>
    <message>
        <source>Import {n} image</source>
        <translation>导入 {n} 张图像</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>导入</translation>
    </message>
</context>
<context>
    <name>JobStrip</name>
    <message>
        <source>Jobs</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>{done} of {total}</source>
        <translation>{done} / {total}</translation>
    </message>
    <message>
        <source>{done} of {total}, {left} left</source>
        <translation>{done} / {total}，剩余 {left}</translation>
    </message>
    <message>
        <source>{done} of {total}, {rate} a second, {left} left</source>
        <translation>{done} / {total}，每秒 {rate}，还需 {left}</translation>
    </message>
    <message>
        <source>{n} failed</source>
        <translation>{n} 张失败</translation>
    </message>
    <message>
        <source>{n} s</source>
        <translation>{n} 秒</translation>
    </message>
    <message>
        <source>{n} min</source>
        <translation>{n} 分钟</translation>
    </message>
    <message>
        <source>{n} h {m} min</source>
        <translation>{n} 小时 {m} 分钟</translation>
    </message>
</context>
<context>
    <name>Joints</name>
    <message>
        <source>Joints</source>
        <translation>关节</translation>
    </message>
    <message>
        <source>Select one set of keypoints to see its joints</source>
        <translation>选中一组关键点即可查看其关节</translation>
    </message>
    <message>
        <source>visible</source>
        <translation>可见</translation>
    </message>
    <message>
        <source>hidden</source>
        <translation>被遮挡</translation>
    </message>
    <message>
        <source>absent</source>
        <translation>不存在</translation>
    </message>
</context>
<context>
    <name>Judging</name>
    <message>
        <source>Not labelled: {predicted} {score}</source>
        <translation>未标注：{predicted} {score}</translation>
    </message>
    <message>
        <source>The model sees no {labelled}</source>
        <translation>模型未发现 {labelled}</translation>
    </message>
    <message>
        <source>{labelled} overlaps by {iou} only</source>
        <translation>{labelled} 仅重叠 {iou}</translation>
    </message>
    <message>
        <source>{labelled}, or {predicted} {score}?</source>
        <translation>{labelled}，还是 {predicted} {score}？</translation>
    </message>
    <message>
        <source>No model has looked at these images yet: add one first</source>
        <translation>还没有模型看过这些图像：请先添加一个</translation>
    </message>
    <message>
        <source>No image is done yet: only finished images are compared</source>
        <translation>还没有已完成的图像：只比较已完成的图像</translation>
    </message>
    <message>
        <source>{model} has not looked at {n} of {all} finished images</source>
        <translation>{all} 张已完成的图像中，{model} 还有 {n} 张未看过</translation>
    </message>
    <message>
        <source>What it finds there changes no label</source>
        <translation>它在那里发现的内容不会改变任何标注</translation>
    </message>
    <message>
        <source>Look at them first</source>
        <translation>先查看它们</translation>
    </message>
    <message>
        <source>Compare the others</source>
        <translation>比较其余图像</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>{model} and the labels agree on {n} image</source>
        <translation>{model} 与标注在 {n} 张图像上一致</translation>
    </message>
    <message>
        <source>{model} and the labels agree on {n} images</source>
        <translation>{model} 与标注在 {n} 张图像上一致</translation>
    </message>
    <message>
        <source>{n} of {all} images differs from {model}</source>
        <translation>{all} 张图像中有 {n} 张与 {model} 不一致</translation>
    </message>
    <message>
        <source>{n} of {all} images differ from {model}, the worst first</source>
        <translation>{all} 张图像中有 {n} 张与 {model} 不一致，差异最大的在前</translation>
    </message>
    <message>
        <source>{said}. Left out: {own} objects it made itself</source>
        <translation>{said}。未计入：模型自己生成的 {own} 个对象</translation>
    </message>
    <message>
        <source>{said}. Left out: {strange} objects of classes it cannot know</source>
        <translation>{said}。未计入：类别为模型所不知的 {strange} 个对象</translation>
    </message>
    <message>
        <source>{said}. Left out: {own} objects it made itself, {strange} of classes it cannot know</source>
        <translation>{said}。未比较：它自己生成的 {own} 个对象，以及它不认识的类别的 {strange} 个对象</translation>
    </message>
    <message>
        <source>Model and labels differ</source>
        <translation>模型与标注不一致</translation>
    </message>
    <message>
        <source>Nothing differs here any more</source>
        <translation>此处已没有不一致</translation>
    </message>
    <message>
        <source>{n} more are marked on the image</source>
        <translation>图像上还标出了 {n} 处</translation>
    </message>
</context>
<context>
    <name>Keys</name>
    <message>
        <source>Space</source>
        <translation>空格</translation>
    </message>
    <message>
        <source>hold Space</source>
        <translation>按住空格</translation>
    </message>
</context>
<context>
    <name>LabelStudio</name>
    <message>
        <source>The run lengths are not a list of bytes</source>
        <translation>游程长度不是字节列表</translation>
    </message>
    <message>
        <source>The run lengths end too early</source>
        <translation>游程长度过早结束</translation>
    </message>
    <message>
        <source>The run lengths are of another size than the image</source>
        <translation>游程长度的尺寸与图像不同</translation>
    </message>
    <message>
        <source>Label Studio JSON</source>
        <translation>Label Studio JSON</translation>
    </message>
    <message>
        <source>{n} file of Label Studio: {name}</source>
        <translation>{n} 个 Label Studio 文件：{name}</translation>
    </message>
    <message>
        <source>{n} files of Label Studio: {name} and others</source>
        <translation>{n} 个 Label Studio 文件：{name} 等</translation>
    </message>
    <message>
        <source>No JSON file here is of Label Studio</source>
        <translation>此处没有 Label Studio 的 JSON 文件</translation>
    </message>
    <message>
        <source>The file holds no list of tasks of Label Studio</source>
        <translation>该文件不含 Label Studio 的任务列表</translation>
    </message>
    <message>
        <source>The task is no object; it is left out</source>
        <translation>该任务不是 JSON 对象；已略去</translation>
    </message>
    <message>
        <source>The task has no image; it is left out</source>
        <translation>该任务没有图像；已略去</translation>
    </message>
    <message>
        <source>The task has {n} annotations; the objects of all of them are taken</source>
        <translation>该任务有 {n} 份标注；全部对象均被采用</translation>
    </message>
    <message>
        <source>What models proposed is kept but not shown</source>
        <translation>模型提出的内容被保留，但不显示</translation>
    </message>
    <message>
        <source>An annotation that was skipped is left out</source>
        <translation>被跳过的标注已略去</translation>
    </message>
    <message>
        <source>The object has {n} labels; {name} is taken for its class</source>
        <translation>该对象有 {n} 个标签；{name} 被当作其类别</translation>
    </message>
    <message>
        <source>The image was turned by {angle} degrees in Label Studio; objects are read as if not</source>
        <translation>该图像在 Label Studio 中旋转了 {angle} 度；对象按未旋转读取</translation>
    </message>
    <message>
        <source>Nobody knows the size of the image, of which this is told in percent</source>
        <translation>图像尺寸未知，而此处的数值是其百分比</translation>
    </message>
    <message>
        <source>The object reaches beyond the image</source>
        <translation>该对象超出了图像</translation>
    </message>
    <message>
        <source>A result {kind} is of no known kind; it is kept</source>
        <translation>结果 {kind} 不属于任何已知类型；已保留</translation>
    </message>
    <message>
        <source>A {kind} lacks numbers; it is left out</source>
        <translation>{kind} 缺少数字；已略去</translation>
    </message>
    <message>
        <source>A {kind} has too few points; it is left out</source>
        <translation>{kind} 的点太少；已略去</translation>
    </message>
    <message>
        <source>A mask of the format {format} is not read</source>
        <translation>不读取格式为 {format} 的掩码</translation>
    </message>
</context>
<context>
    <name>Learn</name>
    <message>
        <source>Looking at images to learn from them</source>
        <translation>正在查看图像以从中学习</translation>
    </message>
    <message>
        <source>Tag images with two classes, and the others get suggestions from that</source>
        <translation>请用两个类别给图像加标签，其余图像即可由此得到建议</translation>
    </message>
    <message>
        <source>Learned from {n} labels: suggestions on {images} images</source>
        <translation>已从 {n} 个标注中学习：{images} 张图像上有建议</translation>
    </message>
    <message>
        <source>{n} images, the most useful to label first</source>
        <translation>{n} 张图像，最值得标注的在前</translation>
    </message>
    <message>
        <source>{n} images, the most similar first</source>
        <translation>{n} 张图像，最相似的在前</translation>
    </message>
    <message>
        <source>{n} images with labels that are likely wrong. Nothing was changed</source>
        <translation>{n} 张图像的标注可能有误。未做任何更改</translation>
    </message>
    <message>
        <source>{n} image without a label</source>
        <translation>{n} 张图像没有标注</translation>
    </message>
    <message>
        <source>{n} image, and none that is like it</source>
        <translation>{n} 张图像，没有与它相似的</translation>
    </message>
    <message>
        <source>{n} image with a label that is likely wrong. Nothing was changed</source>
        <translation>{n} 张图像的标注可能有误。未做任何更改</translation>
    </message>
    <message>
        <source>Every image has a label, or is done or excluded</source>
        <translation>每张图像都已有标注、已完成或已排除</translation>
    </message>
    <message>
        <source>There is nothing to compare it with</source>
        <translation>没有可与之比较的内容</translation>
    </message>
    <message>
        <source>No label looks wrong, or there are too few to tell</source>
        <translation>没有看起来有误的标注，或标注太少而无法判断</translation>
    </message>
    <message>
        <source>Export what was learned</source>
        <translation>导出所学内容</translation>
    </message>
    <message>
        <source>ONNX heads (*.onnx)</source>
        <translation>ONNX 分类头 (*.onnx)</translation>
    </message>
    <message>
        <source>Written: {names}</source>
        <translation>已写入：{names}</translation>
    </message>
    <message>
        <source>What was learned elsewhere is used: {names}</source>
        <translation>正在使用在别处学到的内容：{names}</translation>
    </message>
    <message>
        <source>This was learned on vectors of {describer}, not on ours</source>
        <translation>这是基于 {describer} 的向量学到的，与本程序的向量不同</translation>
    </message>
    <message>
        <source>Nothing is learned from {n} image: {reason}</source>
        <translation>有 {n} 张图像无法用于学习：{reason}</translation>
    </message>
    <message>
        <source>Nothing is learned from {n} images: {reason}</source>
        <translation>有 {n} 张图像无法用于学习：{reason}</translation>
    </message>
    <message>
        <source>images and objects</source>
        <translation>图像和对象</translation>
    </message>
    <message>
        <source>Likeness {score}</source>
        <translation>相似度 {score}</translation>
    </message>
    <message>
        <source>Looks like {likely} ({score}), tagged {given}</source>
        <translation>看起来像 {likely}（{score}），标签为 {given}</translation>
    </message>
    <message>
        <source>Looks like {likely} ({score}): an object that is {given}</source>
        <translation>看起来像 {likely}（{score}）：对象的类别为 {given}</translation>
    </message>
    <message>
        <source>{reason}, and {n} more</source>
        <translation>{reason}，另有 {n} 处</translation>
    </message>
    <message>
        <source>Colours, edges and texture</source>
        <translation>颜色、边缘和纹理</translation>
    </message>
    <message>
        <source>no model</source>
        <translation>无需模型</translation>
    </message>
    <message>
        <source>{model} describes images and proposes nothing by itself</source>
        <translation>{model} 只描述图像，本身不提出建议</translation>
    </message>
    <message>
        <source>What is learned from labels can go by what it sees in them.</source>
        <translation>可以用它所看到的内容，从您的标注中学习。</translation>
    </message>
    <message>
        <source>{offer} Assumed: {doubt}</source>
        <translation>{offer}推测的内容：{doubt}</translation>
    </message>
    <message>
        <source>Correct how it is read…</source>
        <translation>更正读取方式…</translation>
    </message>
    <message>
        <source>Learn with it</source>
        <translation>用它学习</translation>
    </message>
    <message>
        <source>{model} gives no vector that could describe an image</source>
        <translation>{model} 不输出可以描述图像的向量</translation>
    </message>
    <message>
        <source>Images are looked at with {model}</source>
        <translation>用 {model} 查看图像</translation>
    </message>
    <message>
        <source>Images are looked at without a model</source>
        <translation>不用模型查看图像</translation>
    </message>
    <message>
        <source>{why}. Colours, edges and texture serve instead.</source>
        <translation>{why}。改用颜色、边缘和纹理。</translation>
    </message>
    <message>
        <source>Learning options</source>
        <translation>学习选项</translation>
    </message>
    <message>
        <source>Look at images with</source>
        <translation>查看图像用</translation>
    </message>
    <message>
        <source>Add model…</source>
        <translation>添加模型…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Colours, edges and texture need no model and take 2 ms per image. A classifier, or a model that describes images, sees what is in them. The choice belongs to this project; every image is looked at once with each.</source>
        <translation>颜色、边缘和纹理无需模型，每张图像只需 2 毫秒。分类模型或描述图像的模型能看到图像里的内容。此选择属于本项目；每张图像用每种方式只查看一次。</translation>
    </message>
    <message>
        <source>The model {model} is not in the library of this computer</source>
        <translation>本机的模型库里没有模型 {model}</translation>
    </message>
    <message>
        <source>{model} cannot look at images: {reason}</source>
        <translation>{model} 无法查看图像：{reason}</translation>
    </message>
    <message>
        <source>{model} looks at no more images: {reason}</source>
        <translation>{model} 不再查看图像：{reason}</translation>
    </message>
    <message>
        <source>What is learned goes by colours, edges and texture instead</source>
        <translation>学习改用颜色、边缘和纹理</translation>
    </message>
    <message>
        <source>Add it, or choose another one under Learning options</source>
        <translation>请添加它，或在学习选项中选择其他模型</translation>
    </message>
    <message>
        <source>Its vectors have {n} numbers, more than {most}</source>
        <translation>它的向量有 {n} 个数，超过 {most} 个</translation>
    </message>
</context>
<context>
    <name>Leaving</name>
    <message>
        <source>Not closed: {n} change is not saved</source>
        <translation>未关闭：有 {n} 项更改未保存</translation>
    </message>
    <message>
        <source>Not closed: {n} changes are not saved</source>
        <translation>未关闭：有 {n} 项更改未保存</translation>
    </message>
    <message>
        <source>{why}. Not saved: {what}. Everything saved before is kept</source>
        <translation>{why}。未保存：{what}。此前保存的内容均已保留</translation>
    </message>
    <message>
        <source>{one}, {other}</source>
        <translation>{one}、{other}</translation>
    </message>
    <message>
        <source>{what} and {n} more</source>
        <translation>{what} 及另外 {n} 项</translation>
    </message>
    <message>
        <source>Not closed: the project file is gone</source>
        <translation>未关闭：项目文件已不存在</translation>
    </message>
    <message>
        <source>{why}. All of it is still here: trying again writes the file anew</source>
        <translation>{why}。全部内容仍在此处：重试将重新写入文件</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Close anyway</source>
        <translation>仍然关闭</translation>
    </message>
    <message>
        <source>Something unexpected happened ({error})</source>
        <translation>发生了意外情况（{error}）</translation>
    </message>
</context>
<context>
    <name>Locate</name>
    <message>
        <source>Folder not found: {name}</source>
        <translation>找不到文件夹：{name}</translation>
    </message>
    <message>
        <source>The images were in {path}. Everything marked on them is kept</source>
        <translation>图像原本位于 {path}。其上的全部标注均已保留</translation>
    </message>
    <message>
        <source>Locate…</source>
        <translation>重新定位…</translation>
    </message>
    <message>
        <source>Where the images are now</source>
        <translation>图像现在的位置</translation>
    </message>
    <message>
        <source>Move folder of images</source>
        <translation>移动图像文件夹</translation>
    </message>
</context>
<context>
    <name>Look</name>
    <message>
        <source>Fill of objects: {share} %</source>
        <translation>对象填充：{share} %</translation>
    </message>
    <message>
        <source>Objects are filled</source>
        <translation>对象带有填充</translation>
    </message>
    <message>
        <source>Objects are outlines only</source>
        <translation>对象仅显示轮廓</translation>
    </message>
    <message>
        <source>Objects have the colour of their class</source>
        <translation>对象使用其类别的颜色</translation>
    </message>
    <message>
        <source>Each object has a colour of its own</source>
        <translation>每个对象使用各自的颜色</translation>
    </message>
    <message>
        <source>No crosshair</source>
        <translation>不显示十字线</translation>
    </message>
    <message>
        <source>A crosshair over the whole image while a shape is begun</source>
        <translation>开始绘制形状时显示贯穿整幅图像的十字线</translation>
    </message>
    <message>
        <source>No lines between pixels</source>
        <translation>不显示像素网格线</translation>
    </message>
    <message>
        <source>From 800 % on there are lines between pixels</source>
        <translation>自 800 % 起在像素之间显示网格线</translation>
    </message>
    <message>
        <source>Unlabeled pixels are not marked</source>
        <translation>未标注像素不作标记</translation>
    </message>
    <message>
        <source>Unlabeled pixels are hatched, and counted in the panel Image</source>
        <translation>未标注像素以斜线标出，并在“图像”面板中统计</translation>
    </message>
    <message>
        <source>No overview map</source>
        <translation>不显示概览图</translation>
    </message>
    <message>
        <source>A map of the whole image while it is zoomed in</source>
        <translation>放大时显示整幅图像的概览图</translation>
    </message>
    <message>
        <source>No magnifier</source>
        <translation>不显示放大镜</translation>
    </message>
    <message>
        <source>A lens beside the pointer while a place is chosen exactly</source>
        <translation>精确选点时，指针旁显示放大镜</translation>
    </message>
</context>
<context>
    <name>LookCard</name>
    <message>
        <source>Look and guides</source>
        <translation>外观与辅助线</translation>
    </message>
    <message>
        <source>Fill</source>
        <translation>填充</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>颜色</translation>
    </message>
    <message>
        <source>Names</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>View</source>
        <translation>视图</translation>
    </message>
    <message>
        <source>Upright</source>
        <translation>摆正</translation>
    </message>
    <message>
        <source>Rotate left</source>
        <translation>向左旋转</translation>
    </message>
    <message>
        <source>Rotate right</source>
        <translation>向右旋转</translation>
    </message>
    <message>
        <source>Flip horizontally</source>
        <translation>水平翻转</translation>
    </message>
    <message>
        <source>Flip vertically</source>
        <translation>垂直翻转</translation>
    </message>
    <message>
        <source>Overview map</source>
        <translation>概览图</translation>
    </message>
    <message>
        <source>{n} %</source>
        <translation>{n} %</translation>
    </message>
    <message>
        <source>Magnifier</source>
        <translation>放大镜</translation>
    </message>
</context>
<context>
    <name>Masks</name>
    <message>
        <source>PNG masks</source>
        <translation>PNG 掩膜</translation>
    </message>
    <message>
        <source>Layout</source>
        <translation>目录结构</translation>
    </message>
    <message>
        <source>There is a legend of masks</source>
        <translation>有掩膜图例</translation>
    </message>
    <message>
        <source>There are {n} PNG masks</source>
        <translation>有 {n} 个 PNG 掩膜</translation>
    </message>
    <message>
        <source>There are no PNG masks</source>
        <translation>没有 PNG 掩膜</translation>
    </message>
    <message>
        <source>The classes {first} and {second} have the same mask value; {second} gets {value}</source>
        <translation>类别 {first} 和 {second} 的掩膜值相同；{second} 改为 {value}</translation>
    </message>
    <message>
        <source>There are more classes than a mask has values</source>
        <translation>类别数多于掩膜可用的值</translation>
    </message>
    <message>
        <source>The legend cannot be read: {reason}</source>
        <translation>无法读取图例：{reason}</translation>
    </message>
    <message>
        <source>There is no legend; the classes are named after VOC's own list</source>
        <translation>没有图例；类别按 VOC 自身的列表命名</translation>
    </message>
    <message>
        <source>{pixels} pixels of objects are under later ones, which have them now</source>
        <translation>有 {pixels} 个像素被后面的对象覆盖，现归后者所有</translation>
    </message>
    <message>
        <source>{count} objects have no visible pixel; they are left out</source>
        <translation>{count} 个对象没有可见像素；已略过</translation>
    </message>
    <message>
        <source>{count} objects become {regions} regions, one for every class</source>
        <translation>{count} 个对象合并为 {regions} 个区域，每个类别一个</translation>
    </message>
    <message>
        <source>More than {most} objects; the lowest are left out</source>
        <translation>对象超过 {most} 个；最底层的已略过</translation>
    </message>
    <message>
        <source>The PNG cannot be read: {reason}</source>
        <translation>无法读取 PNG：{reason}</translation>
    </message>
    <message>
        <source>A mask of {width} x {height} pixels is too large</source>
        <translation>{width} x {height} 像素的掩膜过大</translation>
    </message>
    <message>
        <source>A PNG of the kind {mode} holds no numbers</source>
        <translation>{mode} 类型的 PNG 不含编号</translation>
    </message>
    <message>
        <source>The colour {colour} stands for no class</source>
        <translation>颜色 {colour} 不代表任何类别</translation>
    </message>
    <message>
        <source>There is no image for this mask</source>
        <translation>此掩膜没有对应的图像</translation>
    </message>
    <message>
        <source>A second mask of the image {name}</source>
        <translation>图像 {name} 有第二个掩码</translation>
    </message>
    <message>
        <source>The mask has {mask} pixels and the image {image}; it is left out</source>
        <translation>掩膜为 {mask} 像素，图像为 {image}；已略过</translation>
    </message>
    <message>
        <source>The masks of classes and of objects differ in size</source>
        <translation>类别掩膜与对象掩膜大小不同</translation>
    </message>
    <message>
        <source>Object {number} has more than one class; the most frequent counts</source>
        <translation>对象 {number} 有多个类别；以出现最多的为准</translation>
    </message>
    <message>
        <source>The value {value} is in no legend; its class is {name}</source>
        <translation>值 {value} 不在图例中；其类别为 {name}</translation>
    </message>
    <message>
        <source>The size of the image is not known; it gets no mask</source>
        <translation>图像大小未知；不生成掩膜</translation>
    </message>
    <message>
        <source>The class of an object is not among those written</source>
        <translation>有对象的类别不在写入的类别之中</translation>
    </message>
    <message>
        <source>The class {name} has the mask value 0, which means no object; {value} is written</source>
        <translation>类别 {name} 的掩码值为 0，而 0 表示无对象；改写为 {value}</translation>
    </message>
    <message>
        <source>{n} PNG file of labels has the name of an image</source>
        <translation>{n} 个 PNG 标签文件与图像同名</translation>
    </message>
    <message>
        <source>{n} PNG files of labels have the names of images</source>
        <translation>{n} 个 PNG 标签文件与图像同名</translation>
    </message>
    <message>
        <source>This looks like a mask, but no image is called like it</source>
        <translation>这看起来是掩膜，但没有同名的图像</translation>
    </message>
    <message>
        <source>The pixels are no labels; this is taken for an image</source>
        <translation>像素不是标签值；此文件按图像处理</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>颜色</translation>
    </message>
    <message>
        <source>Object numbers</source>
        <translation>对象编号</translation>
    </message>
    <message>
        <source>There is no legend: the {n} colours of the masks become classes</source>
        <translation>没有图例：掩码的 {n} 种颜色成为类别</translation>
    </message>
    <message>
        <source>The list names {n} image that has no mask: {name}</source>
        <translation>列表中有 {n} 张图像没有掩码：{name}</translation>
    </message>
    <message>
        <source>The list names {n} images that have no mask, e.g. {name}</source>
        <translation>列表中有 {n} 张图像没有掩码，例如 {name}</translation>
    </message>
</context>
<context>
    <name>Menus</name>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>编辑</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>图像</translation>
    </message>
    <message>
        <source>Object</source>
        <translation>对象</translation>
    </message>
    <message>
        <source>Suggest</source>
        <translation>建议</translation>
    </message>
    <message>
        <source>View</source>
        <translation>视图</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>帮助</translation>
    </message>
    <message>
        <source>Draw</source>
        <translation>绘制</translation>
    </message>
    <message>
        <source>Combine</source>
        <translation>组合</translation>
    </message>
    <message>
        <source>Look and guides</source>
        <translation>外观与辅助线</translation>
    </message>
    <message>
        <source>Rotate and flip</source>
        <translation>旋转和翻转</translation>
    </message>
    <message>
        <source>Keypoints</source>
        <translation>关键点</translation>
    </message>
    <message>
        <source>Display</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>Align</source>
        <translation>对齐</translation>
    </message>
    <message>
        <source>Convert</source>
        <translation>转换</translation>
    </message>
</context>
<context>
    <name>Mirror</name>
    <message>
        <source>{file} was changed by another program</source>
        <translation>{file} 已被另一个程序更改</translation>
    </message>
    <message>
        <source>{file} was made by another program</source>
        <translation>{file} 由另一个程序创建</translation>
    </message>
    <message>
        <source>{file} was removed by another program</source>
        <translation>{file} 已被另一个程序移除</translation>
    </message>
    <message>
        <source>{file} cannot be understood: {reason}</source>
        <translation>无法理解 {file}：{reason}</translation>
    </message>
    <message>
        <source>{file} would be the file of {other} too</source>
        <translation>{file} 同时也会是 {other} 的文件</translation>
    </message>
    <message>
        <source>The file cannot be written: {reason}</source>
        <translation>无法写入文件：{reason}</translation>
    </message>
    <message>
        <source>The edit is saved in the project</source>
        <translation>编辑已保存在项目中</translation>
    </message>
    <message>
        <source>The size of the image is not known</source>
        <translation>图像大小未知</translation>
    </message>
    <message>
        <source>The class {name} is not in the list of names, {file}</source>
        <translation>类别 {name} 不在名称列表 {file} 中</translation>
    </message>
    <message>
        <source>There is no list of names here: the class {name} has no number</source>
        <translation>此处没有名称列表：类别 {name} 没有编号</translation>
    </message>
    <message>
        <source>{first} and {second} in {file} are one class here</source>
        <translation>{file} 中的 {first} 和 {second} 在此是同一类别</translation>
    </message>
    <message>
        <source>{file} was changed by another program: its numbers may mean other classes now</source>
        <translation>{file} 已被其他程序修改：其中的编号现在可能表示其他类别</translation>
    </message>
    <message>
        <source>Import the folder again to keep it in step</source>
        <translation>请重新导入该文件夹以保持同步</translation>
    </message>
    <message>
        <source>Row {n} of it would be changed</source>
        <translation>其中第 {n} 行会被改变</translation>
    </message>
    <message>
        <source>Its joints have two numbers each and no visibility, which writing would lose</source>
        <translation>其关节只有两个数而没有可见性，写入会丢失可见性</translation>
    </message>
    <message>
        <source>The joints of the class {name} are not those of the file in their order</source>
        <translation>类别 {name} 的关节及其顺序与文件不一致</translation>
    </message>
    <message>
        <source>{what} in it does not fit the image and would be changed</source>
        <translation>其中的 {what} 与图像不符，会被改变</translation>
    </message>
</context>
<context>
    <name>Model</name>
    <message>
        <source>images</source>
        <translation>张图像</translation>
    </message>
    <message>
        <source>The model asked for more memory than it may have</source>
        <translation>模型请求的内存超过允许的上限</translation>
    </message>
    <message>
        <source>The answer has the shapes {shapes}, which {format} does not have</source>
        <translation>输出的形状为 {shapes}，与 {format} 不符</translation>
    </message>
    <message>
        <source>{count} answers had numbers that are not finite</source>
        <translation>{count} 个输出含有非有限数字</translation>
    </message>
    <message>
        <source>The class {index} has no name in the list of {count}</source>
        <translation>类别 {index} 在 {count} 项的列表中没有名称</translation>
    </message>
    <message>
        <source>{count} masks had no pixels</source>
        <translation>{count} 个掩膜没有像素</translation>
    </message>
    <message>
        <source>The model has no classes</source>
        <translation>模型没有类别</translation>
    </message>
    <message>
        <source>The answer could not be kept: {reason}</source>
        <translation>无法保存输出：{reason}</translation>
    </message>
    <message>
        <source>A run is going on; cancel it first</source>
        <translation>正在运行；请先取消</translation>
    </message>
    <message>
        <source>The image has no pixels</source>
        <translation>图像没有像素</translation>
    </message>
    <message>
        <source>The image could not be loaded: {reason}</source>
        <translation>无法载入图像：{reason}</translation>
    </message>
    <message>
        <source>The kind of this model is not known. Inputs: {inputs}. Outputs: {outputs}</source>
        <translation>此模型的类型未知。输入：{inputs}。输出：{outputs}</translation>
    </message>
    <message>
        <source>The kind of this model is a guess; look at the preview</source>
        <translation>此模型的类型为推测；请查看预览</translation>
    </message>
    <message>
        <source>Recipe {name} beside the model</source>
        <translation>模型旁的配方 {name}</translation>
    </message>
    <message>
        <source>The recipe beside it is for another file; not used</source>
        <translation>旁边的配方属于另一个文件；未使用</translation>
    </message>
    <message>
        <source>The model could not be copied into the library: {reason}</source>
        <translation>无法将模型复制到模型库：{reason}</translation>
    </message>
    <message>
        <source>The model could not be removed: {reason}</source>
        <translation>无法移除模型：{reason}</translation>
    </message>
    <message>
        <source>Four maps: heat, size, offset and five landmarks of faces</source>
        <translation>四个图：热力、大小、偏移和面部的五个关键点</translation>
    </message>
    <message>
        <source>The declared sizes are ignored: this model takes any size</source>
        <translation>忽略声明的大小：此模型接受任意大小</translation>
    </message>
    <message>
        <source>The output {output} is one vector of {count} scores</source>
        <translation>输出 {output} 是含 {count} 个分数的向量</translation>
    </message>
    <message>
        <source>Colour scale cannot be read from the file; ImageNet mean and deviation are assumed</source>
        <translation>无法从文件读取颜色范围；假定为 ImageNet 均值和标准差</translation>
    </message>
    <message>
        <source>The first slot is read as background</source>
        <translation>第一个位置按背景读取</translation>
    </message>
    <message>
        <source>Class names from {source}</source>
        <translation>类别名称来自 {source}</translation>
    </message>
    <message>
        <source>No class names were found; classes are called by number</source>
        <translation>未找到类别名称；以编号命名</translation>
    </message>
    <message>
        <source>The metadata names {names} classes, the output has {count}</source>
        <translation>元数据列出 {names} 个类别，输出有 {count} 个</translation>
    </message>
    <message>
        <source>The output {output} is one map at a sixteenth of the input</source>
        <translation>输出 {output} 是输入十六分之一大小的图</translation>
    </message>
    <message>
        <source>The metadata says Ultralytics, task {task}</source>
        <translation>元数据标明 Ultralytics，任务 {task}</translation>
    </message>
    <message>
        <source>The output {output} has the form of {format}</source>
        <translation>输出 {output} 符合 {format} 的形式</translation>
    </message>
    <message>
        <source>The output {output} does not have the form of the task {task}</source>
        <translation>输出 {output} 不符合任务 {task} 的形式</translation>
    </message>
    <message>
        <source>The output's form is free; taken from the metadata</source>
        <translation>输出形式不固定；取自元数据</translation>
    </message>
    <message>
        <source>The output {output} counts the {count} grid cells of a {width} x {height} input</source>
        <translation>输出 {output} 对应 {width} x {height} 输入的 {count} 个网格单元</translation>
    </message>
    <message>
        <source>The output {output} is a list of finished boxes</source>
        <translation>输出 {output} 是最终矩形框的列表</translation>
    </message>
    <message>
        <source>Colours RGB from 0 to 1 are assumed, as this family has them</source>
        <translation>按此类模型的惯例，假定颜色为 0 到 1 的 RGB</translation>
    </message>
    <message>
        <source>The output {output} has one row with objectness for each of the {count} grid cells</source>
        <translation>输出 {output} 为 {count} 个网格单元各有一行目标置信度</translation>
    </message>
    <message>
        <source>The rows leave the graph as a raw grid</source>
        <translation>各行以原始网格输出</translation>
    </message>
    <message>
        <source>The graph seems to decode its grid itself</source>
        <translation>计算图似乎自行解码网格</translation>
    </message>
    <message>
        <source>Old YOLOX weights want RGB from 0 to 1 with ImageNet mean; new ones BGR from 0 to 255</source>
        <translation>旧的 YOLOX 权重需要带 ImageNet 均值的 0 到 1 RGB；新的需要 0 到 255 的 BGR</translation>
    </message>
    <message>
        <source>The model gave up on this image: {reason}</source>
        <translation>模型无法处理此图像：{reason}</translation>
    </message>
    <message>
        <source>The model has no output named {name}</source>
        <translation>模型没有名为 {name} 的输出</translation>
    </message>
    <message>
        <source>There is no such file</source>
        <translation>没有此文件</translation>
    </message>
    <message>
        <source>The file is not readable: {reason}</source>
        <translation>文件不可读：{reason}</translation>
    </message>
    <message>
        <source>This is a {suffix} file; Labeldesk runs ONNX models</source>
        <translation>这是 {suffix} 文件；Labeldesk 运行 ONNX 模型</translation>
    </message>
    <message>
        <source>Export it to ONNX with: {command}</source>
        <translation>用以下命令导出为 ONNX：{command}</translation>
    </message>
    <message>
        <source>The file has {size} bytes; the limit is {limit}</source>
        <translation>文件有 {size} 字节；上限为 {limit}</translation>
    </message>
    <message>
        <source>This is not an ONNX model: {reason}</source>
        <translation>这不是 ONNX 模型：{reason}</translation>
    </message>
    <message>
        <source>the file is empty</source>
        <translation>文件为空</translation>
    </message>
    <message>
        <source>it holds no graph with outputs</source>
        <translation>其中没有带输出的计算图</translation>
    </message>
    <message>
        <source>The operator {op} is of the unknown domain {domain}; own operators are not loaded</source>
        <translation>算子 {op} 属于未知的域 {domain}；不载入自定义算子</translation>
    </message>
    <message>
        <source>The graph has {count} nodes; the limit is {limit}</source>
        <translation>计算图有 {count} 个节点；上限为 {limit}</translation>
    </message>
    <message>
        <source>Graphs are nested deeper than {limit} levels</source>
        <translation>计算图嵌套超过 {limit} 层</translation>
    </message>
    <message>
        <source>The sizes {dims} are beyond every limit</source>
        <translation>大小 {dims} 超出上限</translation>
    </message>
    <message>
        <source>External data {location} is not a plain file name beside the model</source>
        <translation>外部数据 {location} 不是模型旁的普通文件名</translation>
    </message>
    <message>
        <source>The external data file {location} is missing</source>
        <translation>缺少外部数据文件 {location}</translation>
    </message>
    <message>
        <source>The external data file {location} is a link, not a plain file</source>
        <translation>外部数据文件 {location} 是链接，不是普通文件</translation>
    </message>
    <message>
        <source>The external data file {location} has {size} bytes, but {end} are asked for</source>
        <translation>外部数据文件 {location} 有 {size} 字节，但需要 {end} 字节</translation>
    </message>
    <message>
        <source>onnxruntime is not installed</source>
        <translation>未安装 onnxruntime</translation>
    </message>
    <message>
        <source>Install Labeldesk with the extra [cpu] or [gpu]</source>
        <translation>安装 Labeldesk 时请选择附加组件 [cpu] 或 [gpu]</translation>
    </message>
    <message>
        <source>The model does not load: {reason}</source>
        <translation>模型无法载入：{reason}</translation>
    </message>
    <message>
        <source>The model file is not the one that was looked at</source>
        <translation>模型文件不是此前检查的文件</translation>
    </message>
    <message>
        <source>{asked} is not usable here; the model runs on {used}</source>
        <translation>{asked} 在此不可用；模型运行于 {used}</translation>
    </message>
    <message>
        <source>{asked} is not part of this installation; the model runs on {used}</source>
        <translation>此安装不含 {asked}；模型运行于 {used}</translation>
    </message>
    <message>
        <source>The model did not load within {seconds} seconds</source>
        <translation>模型未能在 {seconds} 秒内载入</translation>
    </message>
    <message>
        <source>The model did not answer within {seconds} seconds</source>
        <translation>模型未能在 {seconds} 秒内响应</translation>
    </message>
    <message>
        <source>The model's process ended (code {code})</source>
        <translation>模型进程已结束（代码 {code}）</translation>
    </message>
    <message>
        <source>It is started again for the next image</source>
        <translation>处理下一张图像时会重新启动</translation>
    </message>
    <message>
        <source>Looking at the model took longer than {seconds} seconds</source>
        <translation>检查模型超过 {seconds} 秒</translation>
    </message>
    <message>
        <source>Looking at the model ended its process</source>
        <translation>检查模型时其进程已结束</translation>
    </message>
    <message>
        <source>Nothing was found on this image, not even doubtfully</source>
        <translation>此图像上未找到任何内容，连存疑的也没有</translation>
    </message>
    <message>
        <source>Every box covers nearly the whole image: the recipe may be wrong</source>
        <translation>每个矩形框几乎覆盖整张图像：配方可能有误</translation>
    </message>
    <message>
        <source>What this model is for could not be told from the file</source>
        <translation>无法从文件判断此模型的用途</translation>
    </message>
    <message>
        <source>It was not loaded and nothing was changed</source>
        <translation>未载入，也未更改任何内容</translation>
    </message>
    <message>
        <source>Labeldesk runs ONNX models; this one has to be exported</source>
        <translation>Labeldesk 运行 ONNX 模型；此模型需要先导出</translation>
    </message>
    <message>
        <source>Run this, then drop the .onnx file: {command}</source>
        <translation>运行以下命令，然后拖入 .onnx 文件：{command}</translation>
    </message>
    <message>
        <source>The model failed on {n} images in a row. {reason}</source>
        <translation>模型连续在 {n} 张图像上失败。{reason}</translation>
    </message>
    <message>
        <source>The image is no longer part of the project</source>
        <translation>该图像已不在项目中</translation>
    </message>
    <message>
        <source>This model describes images and proposes nothing; it serves to compare them</source>
        <translation>此模型只描述图像，不提出建议；它用于比较图像</translation>
    </message>
    <message>
        <source>The model gave a vector without numbers</source>
        <translation>模型给出的向量不含任何数值</translation>
    </message>
    <message>
        <source>The image has {count} classes; the largest {most} are kept</source>
        <translation>图像中有 {count} 个类别；保留最大的 {most} 个</translation>
    </message>
    <message>
        <source>This model gives no vector that could describe an image</source>
        <translation>此模型不给出可描述图像的向量</translation>
    </message>
    <message>
        <source>The model gave no vector for this image</source>
        <translation>模型没有为此图像给出向量</translation>
    </message>
    <message>
        <source>The part of the image has no pixels</source>
        <translation>图像的这一部分没有像素</translation>
    </message>
    <message>
        <source>The output {output} is the vector of an image tower</source>
        <translation>输出 {output} 是图像塔的向量</translation>
    </message>
    <message>
        <source>The output {output} is a vector that describes the image</source>
        <translation>输出 {output} 是描述图像的向量</translation>
    </message>
    <message>
        <source>Of the tokens in {output} the first stands for the image</source>
        <translation>{output} 的词元中，第一个代表整幅图像</translation>
    </message>
    <message>
        <source>The tokens in {output} are averaged over the image</source>
        <translation>{output} 的词元在图像上取平均</translation>
    </message>
    <message>
        <source>The features in {output} are averaged over the image</source>
        <translation>{output} 的特征在图像上取平均</translation>
    </message>
    <message>
        <source>No class names fit, and it ends as networks without a head do</source>
        <translation>没有合适的类别名称，且其结尾与去掉分类头的网络相同</translation>
    </message>
    <message>
        <source>Colours as CLIP has them are assumed</source>
        <translation>假定颜色处理与 CLIP 相同</translation>
    </message>
    <message>
        <source>{file} is not beside the model: which tokens stand for the image is a guess</source>
        <translation>模型旁没有 {file}：由哪些词元代表图像是猜测的</translation>
    </message>
    <message>
        <source>The output {output} is one map of the whole input</source>
        <translation>输出 {output} 是覆盖整个输入的一张图</translation>
    </message>
    <message>
        <source>Its class is called {name}; change the name if the model finds something else</source>
        <translation>其类别名为 {name}；如果模型找的是别的东西，请改名</translation>
    </message>
    <message>
        <source>The name of the file speaks of people</source>
        <translation>文件名表明与人有关</translation>
    </message>
    <message>
        <source>{count} maps of one kind, as U2-Net and ISNet have them; one is taken</source>
        <translation>{count} 张同类的图，如 U2-Net 和 ISNet；取其中一张</translation>
    </message>
    <message>
        <source>Colour scale cannot be read from the file; ISNet wants RGB from -0.5 to 0.5, BiRefNet of the same form ImageNet mean and deviation</source>
        <translation>无法从文件得知颜色范围；ISNet 需要 -0.5 到 0.5 的 RGB，形式相同的 BiRefNet 需要 ImageNet 的均值和标准差</translation>
    </message>
    <message>
        <source>Colour scale cannot be read from the file; RGB from 0 to 1 is assumed</source>
        <translation>无法从文件得知颜色范围；假定为 0 到 1 的 RGB</translation>
    </message>
    <message>
        <source>{file} says {kind}</source>
        <translation>{file} 说明是 {kind}</translation>
    </message>
    <message>
        <source>The outputs {outputs} are those of {family} from Transformers</source>
        <translation>输出 {outputs} 与 Transformers 的 {family} 相同</translation>
    </message>
    <message>
        <source>{file} is not beside the model: its kind is concluded from names and sizes alone</source>
        <translation>模型旁没有 {file}：仅从名称和尺寸推断其种类</translation>
    </message>
    <message>
        <source>Whether the last class slot means nothing (DETR, YOLOS) or is a class (RT-DETR, D-FINE) cannot be read from the file; if the scores look wrong, take the other reading</source>
        <translation>无法从文件得知最后一个类别位置表示“无”（DETR、YOLOS）还是一个类别（RT-DETR、D-FINE）；如果分数不对，请选另一种解读</translation>
    </message>
    <message>
        <source>Each class is taken for itself: several may hold at once</source>
        <translation>每个类别单独判断：可以同时成立多个</translation>
    </message>
    <message>
        <source>{file} names {names} classes, the output has {count}</source>
        <translation>{file} 列出 {names} 个类别，而输出有 {count} 个</translation>
    </message>
    <message>
        <source>Whether the masks are single objects or classes cannot be read from the file</source>
        <translation>无法从文件得知掩码是单个对象还是类别</translation>
    </message>
    <message>
        <source>Size and colours from {source}</source>
        <translation>尺寸和颜色取自 {source}</translation>
    </message>
    <message>
        <source>{file} is not beside the model; size and colours are those that are usual</source>
        <translation>模型旁没有 {file}；采用通常的尺寸和颜色</translation>
    </message>
    <message>
        <source>The model takes {width} x {height} only, {file} says otherwise; images are stretched</source>
        <translation>模型只接受 {width} x {height}，与 {file} 不符；图像将被拉伸</translation>
    </message>
    <message>
        <source>{file} does not say how images are resized in a known way</source>
        <translation>{file} 没有以已知的方式说明如何缩放图像</translation>
    </message>
    <message>
        <source>The output {output} is a map for each of {count} classes</source>
        <translation>输出 {output} 为 {count} 个类别各有一张图</translation>
    </message>
    <message>
        <source>The output {output} is a map for each class</source>
        <translation>输出 {output} 为每个类别各有一张图</translation>
    </message>
    <message>
        <source>The output {output} is a map of class numbers</source>
        <translation>输出 {output} 是类别编号图</translation>
    </message>
    <message>
        <source>The names of the outputs are those of torchvision</source>
        <translation>输出的名称与 torchvision 相同</translation>
    </message>
    <message>
        <source>Colour scale cannot be read from the file; {assumed} is assumed</source>
        <translation>无法从文件得知颜色范围；假定为{assumed}</translation>
    </message>
    <message>
        <source>RGB with ImageNet mean and deviation</source>
        <translation>采用 ImageNet 均值和标准差的 RGB</translation>
    </message>
    <message>
        <source>RGB from -1 to 1</source>
        <translation>-1 到 1 的 RGB</translation>
    </message>
    <message>
        <source>Whether the first class means background cannot be read from the file; if everything around the objects is suggested, take the other reading</source>
        <translation>无法从文件得知第一个类别是否表示背景；如果对象周围的一切都被建议，请选另一种解读</translation>
    </message>
    <message>
        <source>The last slot is read as background</source>
        <translation>最后一个位置被视为背景</translation>
    </message>
    <message>
        <source>Each class has scores of its own; masks may overlap</source>
        <translation>每个类别有自己的分数；掩码可以重叠</translation>
    </message>
    <message>
        <source>Colours RGB as bytes are assumed: the graph scales them</source>
        <translation>假定颜色为 RGB 字节：由计算图自行缩放</translation>
    </message>
    <message>
        <source>Read as RT-DETR: centres and sizes in shares of the input, the image stretched</source>
        <translation>按 RT-DETR 读取：中心和尺寸为输入的比例，图像被拉伸</translation>
    </message>
    <message>
        <source>The recipe and the model differ in these inputs: {names}</source>
        <translation>配方与模型的以下输入不一致：{names}</translation>
    </message>
    <message>
        <source>The boxes are shares of the input, as RT-DETR answers; its reading, which stretches the image, may fit better</source>
        <translation>框的坐标是输入的比例，与 RT-DETR 的输出相同；按拉伸图像的 RT-DETR 读取可能更合适</translation>
    </message>
    <message>
        <source>The input {name} takes {wanted} numbers, the recipe gives {given}</source>
        <translation>输入 {name} 需要 {wanted} 个数，配方给出了 {given} 个</translation>
    </message>
    <message>
        <source>The input {name} takes no numbers but {kind}</source>
        <translation>输入 {name} 接受的不是数字，而是 {kind}</translation>
    </message>
    <message>
        <source>The 80 names of COCO are spread over its numbers 1 to 90, which have gaps</source>
        <translation>COCO 的 80 个名称已分配到其 1 至 90 的编号上，编号中有空缺</translation>
    </message>
    <message>
        <source>No class names were found; 90 slots are read as the numbers of COCO</source>
        <translation>未找到类别名称；90 个位置按 COCO 的编号读取</translation>
    </message>
    <message>
        <source>The output {output} has a row for each cell: {classes} scores and four distributions</source>
        <translation>输出 {output} 的每个单元格有一行：{classes} 个分数和四个分布</translation>
    </message>
    <message>
        <source>The outputs are {levels} levels of {classes} scores and four distributions each</source>
        <translation>输出为 {levels} 个层级，各有 {classes} 个分数和四个分布</translation>
    </message>
    <message>
        <source>BGR with ImageNet mean and deviation is assumed, as NanoDet has it</source>
        <translation>假定为 BGR 及 ImageNet 的均值和标准差，与 NanoDet 相同</translation>
    </message>
    <message>
        <source>How many of the {width} columns are classes cannot be read; {classes} are assumed</source>
        <translation>无法读出 {width} 列中有多少列是类别；假定为 {classes} 列</translation>
    </message>
    <message>
        <source>The outputs {boxes} and {labels} are mmdeploy's boxes with scores and whole labels</source>
        <translation>输出 {boxes} 和 {labels} 是 mmdeploy 的带分数的框和整数标签</translation>
    </message>
    <message>
        <source>Colours and sizes from {name} beside the model</source>
        <translation>颜色和尺寸取自模型旁的 {name}</translation>
    </message>
    <message>
        <source>Read as RTMDet: BGR with ImageNet mean and deviation</source>
        <translation>按 RTMDet 读取：BGR 及 ImageNet 的均值和标准差</translation>
    </message>
    <message>
        <source>Read as Faster R-CNN and kin: RGB with ImageNet mean and deviation</source>
        <translation>按 Faster R-CNN 一类读取：RGB 及 ImageNet 的均值和标准差</translation>
    </message>
    <message>
        <source>Read as YOLOX: BGR from 0 to 255</source>
        <translation>按 YOLOX 读取：BGR，0 到 255</translation>
    </message>
    <message>
        <source>Colour order and mean lie in mmdeploy's pipeline.json, which is not beside the model; compare the readings on an image</source>
        <translation>颜色顺序和均值在 mmdeploy 的 pipeline.json 中，但模型旁没有该文件；请在一张图像上比较各种读取方式</translation>
    </message>
    <message>
        <source>The inputs {names} are those of PaddleDetection</source>
        <translation>输入 {names} 是 PaddleDetection 的输入</translation>
    </message>
    <message>
        <source>Colours, sizes and names from {name} beside the model</source>
        <translation>颜色、尺寸和名称取自模型旁的 {name}</translation>
    </message>
    <message>
        <source>Read as PicoDet and PP-YOLOE: RGB with ImageNet mean</source>
        <translation>按 PicoDet 和 PP-YOLOE 读取：RGB 及 ImageNet 的均值</translation>
    </message>
    <message>
        <source>Read as PP-YOLOE+ and RT-DETR: RGB from 0 to 1</source>
        <translation>按 PP-YOLOE+ 和 RT-DETR 读取：RGB，0 到 1</translation>
    </message>
    <message>
        <source>Mean and deviation lie in PaddleDetection's infer_cfg.yml, which is not beside the model; compare the readings on an image</source>
        <translation>均值和标准差在 PaddleDetection 的 infer_cfg.yml 中，但模型旁没有该文件；请在一张图像上比较各种读取方式</translation>
    </message>
    <message>
        <source>The outputs {boxes} and {scores} are boxes and class scores of the same {count} rows</source>
        <translation>输出 {boxes} 和 {scores} 是相同 {count} 行的框和类别分数</translation>
    </message>
    <message>
        <source>The boxes seem to leave the graph as offsets from anchors that it does not hold</source>
        <translation>框似乎以相对于锚框的偏移量输出，而文件中没有这些锚框</translation>
    </message>
    <message>
        <source>Colours, and whether the first class is the background, cannot be read from the file</source>
        <translation>颜色以及第一个类别是否为背景，无法从文件中读出</translation>
    </message>
    <message>
        <source>The outputs {names} are the finished lists of YOLO v6 and v7 exports</source>
        <translation>输出 {names} 是 YOLO v6 和 v7 导出的最终列表</translation>
    </message>
    <message>
        <source>Colours RGB from 0 to 1 and a centred letterbox are assumed</source>
        <translation>假定颜色为 RGB（0 到 1），并居中加边</translation>
    </message>
    <message>
        <source>The outputs have the names of TensorFlow's detection API</source>
        <translation>输出的名称与 TensorFlow 检测 API 相同</translation>
    </message>
    <message>
        <source>The output {rows} has the rows of EfficientDet: image, box, score, class</source>
        <translation>输出 {rows} 具有 EfficientDet 的行：图像、框、分数、类别</translation>
    </message>
    <message>
        <source>The outputs {boxes} and {scores} count the {count} anchors of an SSD for this input</source>
        <translation>输出 {boxes} 和 {scores} 的行数等于此输入下 SSD 的 {count} 个锚框</translation>
    </message>
    <message>
        <source>Colours RGB from -1 to 1 are assumed, as MobileNet has them</source>
        <translation>假定颜色为 RGB（-1 到 1），与 MobileNet 相同</translation>
    </message>
    <message>
        <source>Boxes {boxes}, scores and labels are finished lists without a batch axis</source>
        <translation>框 {boxes}、分数和标签是没有批次轴的最终列表</translation>
    </message>
    <message>
        <source>Boxes {boxes}, scores and labels are finished lists</source>
        <translation>框 {boxes}、分数和标签是最终列表</translation>
    </message>
    <message>
        <source>Labels are read from 1, 0 is the background; if names are off by one, choose another</source>
        <translation>标签从 1 开始读取，0 是背景；如果名称错开一位，请选择其他方式</translation>
    </message>
    <message>
        <source>Labels are read from 0, without a background</source>
        <translation>标签从 0 开始读取，没有背景</translation>
    </message>
    <message>
        <source>The input has no fixed size: images are fed as they are</source>
        <translation>输入没有固定尺寸：图像按原样送入</translation>
    </message>
    <message>
        <source>The input {name} asks for the size of the image; it is given width, then height</source>
        <translation>输入 {name} 需要图像尺寸；先给宽度，再给高度</translation>
    </message>
    <message>
        <source>The outputs {boxes} and {labels} are a box and {count} class numbers for each query</source>
        <translation>输出 {boxes} 和 {labels} 是每个查询的一个框和 {count} 个类别数值</translation>
    </message>
    <message>
        <source>Whether one of the {count} class slots means nothing cannot be read from the file; if names are off by one, choose another reading</source>
        <translation>无法从文件中读出 {count} 个类别位置中是否有一个表示“无”；如果名称错开一位，请选择其他读取方式</translation>
    </message>
    <message>
        <source>There is one name fewer than slots: the last means nothing</source>
        <translation>名称比位置少一个：最后一个位置表示“无”</translation>
    </message>
    <message>
        <source>How it is read was chosen by a person</source>
        <translation>读取方式由人选定</translation>
    </message>
    <message>
        <source>The encoder gave something else than an embedding</source>
        <translation>编码器给出的不是嵌入</translation>
    </message>
    <message>
        <source>The decoder gave something else than masks</source>
        <translation>解码器给出的不是掩码</translation>
    </message>
    <message>
        <source>This is the encoder of a model that marks what is clicked. Its decoder is missing: put it into the same folder, or drop both files together</source>
        <translation>这是点击分割模型的编码器。缺少它的解码器：请把它放进同一文件夹，或将两个文件一起拖入</translation>
    </message>
    <message>
        <source>This is the decoder of a model that marks what is clicked. Its encoder is missing: put it into the same folder, or drop both files together</source>
        <translation>这是点击分割模型的解码器。缺少它的编码器：请把它放进同一文件夹，或将两个文件一起拖入</translation>
    </message>
    <message>
        <source>{chosen} was taken as the other half; {others} would fit as well</source>
        <translation>已将 {chosen} 作为另一半；{others} 也同样合适</translation>
    </message>
    <message>
        <source>The model could not be asked: {reason}</source>
        <translation>无法询问模型：{reason}</translation>
    </message>
    <message>
        <source>An encoder and a decoder that fit together: {family}</source>
        <translation>相互匹配的编码器和解码器：{family}</translation>
    </message>
    <message>
        <source>The encoder takes plain pixels and normalises them itself</source>
        <translation>编码器接收原始像素并自行归一化</translation>
    </message>
    <message>
        <source>Pixels are normalised as this family was trained; the file does not say so itself</source>
        <translation>像素按此系列训练时的方式归一化；文件本身没有说明</translation>
    </message>
    <message>
        <source>Several outputs of the encoder have one shape; which is which is a guess</source>
        <translation>编码器有几个形状相同的输出；哪个是哪个只是猜测</translation>
    </message>
    <message>
        <source>This model knows no places that are not the object; they only choose between masks</source>
        <translation>此模型不认识“不属于对象”的点；这些点只用于在几个掩码之间选择</translation>
    </message>
    <message>
        <source>This model knows no boxes; the middle of a box is shown to it</source>
        <translation>此模型不认识框；只把框的中心给它看</translation>
    </message>
    <message>
        <source>The operator {op} would read other files or run other programs; it is not loaded</source>
        <translation>算子 {op} 会读取其他文件或运行其他程序，未加载</translation>
    </message>
    <message>
        <source>The function {op} calls itself</source>
        <translation>函数 {op} 调用自身</translation>
    </message>
    <message>
        <source>External data says {key} more than once</source>
        <translation>外部数据多次给出 {key}</translation>
    </message>
    <message>
        <source>The external data have {size} bytes; the limit is {limit}</source>
        <translation>外部数据有 {size} 字节，上限为 {limit}</translation>
    </message>
    <message>
        <source>Looking at the model took more memory than it may</source>
        <translation>检查模型所用内存超过允许值</translation>
    </message>
    <message>
        <source>This is no head that Labeldesk has learned</source>
        <translation>这不是 Labeldesk 学到的分类头</translation>
    </message>
    <message>
        <source>The backbone has no output {name}</source>
        <translation>主干网络没有名为 {name} 的输出</translation>
    </message>
    <message>
        <source>Nothing can be joined to the output {name} of the backbone</source>
        <translation>主干网络的输出 {name} 后面无法接上分类头</translation>
    </message>
    <message>
        <source>The backbone could not be read: {reason}</source>
        <translation>无法读取主干网络：{reason}</translation>
    </message>
    <message>
        <source>The backbone is too large for one file</source>
        <translation>主干网络太大，无法放进一个文件</translation>
    </message>
    <message>
        <source>Looking at {file}…</source>
        <translation>正在查看 {file}…</translation>
    </message>
</context>
<context>
    <name>Models</name>
    <message>
        <source>{family}, {task}, {classes}</source>
        <translation>{family}，{task}，{classes}</translation>
    </message>
    <message>
        <source>{n} class</source>
        <translation>{n} 个类别</translation>
    </message>
    <message>
        <source>{n} classes</source>
        <translation>{n} 个类别</translation>
    </message>
    <message>
        <source>licence not stated</source>
        <translation>未注明许可</translation>
    </message>
    <message>
        <source>{ms} ms on {device}</source>
        <translation>{device} 上 {ms} 毫秒</translation>
    </message>
    <message>
        <source>not run yet</source>
        <translation>尚未运行</translation>
    </message>
    <message>
        <source>in the library</source>
        <translation>已在库中</translation>
    </message>
    <message>
        <source>in use</source>
        <translation>使用中</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Add a file…</source>
        <translation>添加文件…</translation>
    </message>
    <message>
        <source>Add a folder…</source>
        <translation>添加文件夹…</translation>
    </message>
    <message>
        <source>Open a catalogue…</source>
        <translation>打开目录文件…</translation>
    </message>
    <message>
        <source>Use</source>
        <translation>使用</translation>
    </message>
    <message>
        <source>Correct how it is read…</source>
        <translation>更正读取方式…</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>No model yet. Drop an .onnx file or a folder of them here.</source>
        <translation>还没有模型。把 .onnx 文件或其文件夹拖到这里。</translation>
    </message>
    <message>
        <source>No model is chosen</source>
        <translation>未选择模型</translation>
    </message>
    <message>
        <source>Models of {file}</source>
        <translation>{file} 中的模型</translation>
    </message>
    <message>
        <source>Download…</source>
        <translation>下载…</translation>
    </message>
    <message>
        <source>Download {size} from {host}</source>
        <translation>从 {host} 下载 {size}</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Nothing is asked of {host} before you say so. The file is checked before it is used</source>
        <translation>在您同意之前不会访问 {host}。文件使用前会先校验</translation>
    </message>
    <message>
        <source>Choose a model. Nothing is downloaded by itself</source>
        <translation>选择一个模型。不会自动下载任何内容</translation>
    </message>
    <message>
        <source>It is in the library already</source>
        <translation>库中已有此模型</translation>
    </message>
    <message>
        <source>Add the models of a folder</source>
        <translation>添加文件夹中的模型</translation>
    </message>
    <message>
        <source>Open a catalogue of models</source>
        <translation>打开模型目录文件</translation>
    </message>
    <message>
        <source>{n} model was added</source>
        <translation>已添加 {n} 个模型</translation>
    </message>
    <message>
        <source>{n} models were added</source>
        <translation>已添加 {n} 个模型</translation>
    </message>
    <message>
        <source>{added}; {failed} were not, see the problems</source>
        <translation>{added}；{failed} 个未添加，见“问题”</translation>
    </message>
    <message>
        <source>Downloading {model}</source>
        <translation>正在下载 {model}</translation>
    </message>
    <message>
        <source>{done} of {total}</source>
        <translation>{done} / {total}</translation>
    </message>
    <message>
        <source>The download was stopped; it goes on where it was</source>
        <translation>下载已停止，下次从此处继续</translation>
    </message>
    <message>
        <source>Another download goes on; one at a time</source>
        <translation>另一个下载正在进行，一次只能下载一个</translation>
    </message>
    <message>
        <source>{family}, {task}</source>
        <translation>{family}，{task}</translation>
    </message>
    <message>
        <source>on {device} where there is one</source>
        <translation>优先使用 {device}</translation>
    </message>
    <message>
        <source>It marks what is clicked; it is not read in other ways</source>
        <translation>它标出所点击的对象，没有其他读取方式</translation>
    </message>
    <message>
        <source>It describes images; learning uses it</source>
        <translation>它描述图像，供学习功能使用</translation>
    </message>
</context>
<context>
    <name>Moving</name>
    <message>
        <source>The project could not be moved: {reason}</source>
        <translation>无法移动项目：{reason}</translation>
    </message>
    <message>
        <source>It stays where it is, with everything in it</source>
        <translation>项目保留在原处，内容完整</translation>
    </message>
    <message>
        <source>There is already a project in this folder</source>
        <translation>此文件夹中已有一个项目</translation>
    </message>
</context>
<context>
    <name>Notice</name>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>NoticeBar</name>
    <message>
        <source>Notices</source>
        <translation>通知</translation>
    </message>
</context>
<context>
    <name>Objects</name>
    <message>
        <source>Objects</source>
        <translation>对象</translation>
    </message>
    <message>
        <source>Filter the objects</source>
        <translation>筛选对象</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>No objects in this image yet</source>
        <translation>此图像还没有对象</translation>
    </message>
    <message>
        <source>Draw the first box</source>
        <translation>绘制第一个矩形框</translation>
    </message>
    <message>
        <source>locked</source>
        <translation>已锁定</translation>
    </message>
    <message>
        <source>group {n}</source>
        <translation>组 {n}</translation>
    </message>
    <message>
        <source>hidden</source>
        <translation>已隐藏</translation>
    </message>
    <message>
        <source>Deleted {n} object. Ctrl+Z brings it back</source>
        <translation>已删除 {n} 个对象。按 Ctrl+Z 恢复</translation>
    </message>
    <message>
        <source>Deleted {n} objects. Ctrl+Z brings them back</source>
        <translation>已删除 {n} 个对象。按 Ctrl+Z 恢复</translation>
    </message>
    <message>
        <source>Locked objects stay as they are. L unlocks them</source>
        <translation>锁定的对象保持不变。按 L 解锁</translation>
    </message>
    <message>
        <source>Copied {n} object</source>
        <translation>已复制 {n} 个对象</translation>
    </message>
    <message>
        <source>Copied {n} objects</source>
        <translation>已复制 {n} 个对象</translation>
    </message>
    <message>
        <source>Pasted {n} object</source>
        <translation>已粘贴 {n} 个对象</translation>
    </message>
    <message>
        <source>Pasted {n} objects</source>
        <translation>已粘贴 {n} 个对象</translation>
    </message>
    <message>
        <source>The previous image has no objects</source>
        <translation>上一张图像没有对象</translation>
    </message>
    <message>
        <source>Angle in degrees, clockwise</source>
        <translation>角度（度，顺时针）</translation>
    </message>
    <message>
        <source>Type a number of degrees</source>
        <translation>请输入角度数值</translation>
    </message>
    <message>
        <source>Degrees</source>
        <translation>度</translation>
    </message>
    <message>
        <source>Only rotated boxes and ellipses have an angle</source>
        <translation>只有旋转框和椭圆有角度</translation>
    </message>
    <message>
        <source>Every joint has its place already</source>
        <translation>每个关节都已放置</translation>
    </message>
    <message>
        <source>Choose a class first: press / or a digit</source>
        <translation>请先选择类别：按 / 或数字键</translation>
    </message>
    <message>
        <source>{n} objects are a group now</source>
        <translation>{n} 个对象已编为一组</translation>
    </message>
    <message>
        <source>These objects are a group already</source>
        <translation>这些对象已经是一组</translation>
    </message>
    <message>
        <source>{n} object is in no group any more</source>
        <translation>{n} 个对象已不在组中</translation>
    </message>
    <message>
        <source>{n} objects are in no group any more</source>
        <translation>{n} 个对象已不在组中</translation>
    </message>
    <message>
        <source>The whole group is selected: {n} objects</source>
        <translation>已选择整组：{n} 个对象</translation>
    </message>
    <message>
        <source>Attributes of the selected objects</source>
        <translation>选中对象的属性</translation>
    </message>
    <message>
        <source>Difficult</source>
        <translation>困难</translation>
    </message>
    <message>
        <source>Truncated</source>
        <translation>截断</translation>
    </message>
    <message>
        <source>Occluded</source>
        <translation>遮挡</translation>
    </message>
    <message>
        <source>Crowd</source>
        <translation>群体</translation>
    </message>
    <message>
        <source>Remove {name}</source>
        <translation>移除 {name}</translation>
    </message>
    <message>
        <source>Select an object first</source>
        <translation>请先选择对象</translation>
    </message>
    <message>
        <source>The filter lets no object through: {filter}</source>
        <translation>没有符合筛选的对象：{filter}</translation>
    </message>
    <message>
        <source>All objects</source>
        <translation>所有对象</translation>
    </message>
    <message>
        <source>Made by hand</source>
        <translation>手工绘制</translation>
    </message>
    <message>
        <source>Imported</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>As a model made them</source>
        <translation>模型原样生成</translation>
    </message>
    <message>
        <source>From a model, edited</source>
        <translation>来自模型，已编辑</translation>
    </message>
    <message>
        <source>From a model, score below {score}</source>
        <translation>来自模型，分数低于 {score}</translation>
    </message>
    <message>
        <source>edited</source>
        <translation>已编辑</translation>
    </message>
</context>
<context>
    <name>Opening</name>
    <message>
        <source>There is nothing at this place</source>
        <translation>此处没有内容</translation>
    </message>
    <message>
        <source>Labeldesk opens folders, images and .labeldesk projects</source>
        <translation>Labeldesk 可打开文件夹、图像和 .labeldesk 项目</translation>
    </message>
    <message>
        <source>There are no images in this folder</source>
        <translation>此文件夹中没有图像</translation>
    </message>
    <message>
        <source>Open a folder that holds JPEG, PNG or other image files</source>
        <translation>请打开含有 JPEG、PNG 或其他图像文件的文件夹</translation>
    </message>
    <message>
        <source>This folder cannot be written to: its project is elsewhere</source>
        <translation>此文件夹不可写：其项目保存在别处</translation>
    </message>
    <message>
        <source>Annotations are kept in {path}</source>
        <translation>标注保存在 {path}</translation>
    </message>
    <message>
        <source>Move…</source>
        <translation>移动…</translation>
    </message>
    <message>
        <source>Copy path</source>
        <translation>复制路径</translation>
    </message>
    <message>
        <source>Folder for the project</source>
        <translation>存放项目的文件夹</translation>
    </message>
    <message>
        <source>The project is in {folder} now</source>
        <translation>项目现位于 {folder}</translation>
    </message>
    <message>
        <source>{n} image is not listed: its name is not UTF-8</source>
        <translation>{n} 张图像未列出：名称不是 UTF-8</translation>
    </message>
    <message>
        <source>{n} images are not listed: their names are not UTF-8</source>
        <translation>{n} 张图像未列出：名称不是 UTF-8</translation>
    </message>
    <message>
        <source>Rename the files, then open the folder again</source>
        <translation>请重命名这些文件，然后重新打开文件夹</translation>
    </message>
    <message>
        <source>Show problems</source>
        <translation>显示问题</translation>
    </message>
</context>
<context>
    <name>Overview</name>
    <message>
        <source>Make the overview map small</source>
        <translation>收起概览图</translation>
    </message>
    <message>
        <source>Show the overview map</source>
        <translation>显示概览图</translation>
    </message>
    <message>
        <source>Overview map</source>
        <translation>概览图</translation>
    </message>
    <message>
        <source>Drag, click or use the arrow keys to move the view</source>
        <translation>拖动、单击或使用方向键移动视图</translation>
    </message>
</context>
<context>
    <name>Palette</name>
    <message>
        <source>Search actions</source>
        <translation>搜索操作</translation>
    </message>
    <message>
        <source>What do you want to do?</source>
        <translation>您想做什么？</translation>
    </message>
    <message>
        <source>{n} action</source>
        <translation>{n} 项操作</translation>
    </message>
    <message>
        <source>{n} actions</source>
        <translation>{n} 项操作</translation>
    </message>
    <message>
        <source>run</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>choose</source>
        <translation>选择</translation>
    </message>
    <message>
        <source>close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>Panoptic</name>
    <message>
        <source>COCO panoptic</source>
        <translation>COCO 全景分割</translation>
    </message>
    <message>
        <source>{name} lists segments, beside PNG files of their ids</source>
        <translation>{name} 列出分割区域，编号存于 PNG 文件</translation>
    </message>
    <message>
        <source>No JSON file here lists segments of COCO panoptic</source>
        <translation>此处没有列出 COCO 全景分割区域的 JSON 文件</translation>
    </message>
    <message>
        <source>The PNG file {name} is missing; the image is left out</source>
        <translation>缺少 PNG 文件 {name}；该图像已略去</translation>
    </message>
    <message>
        <source>The zip file cannot be read: {reason}</source>
        <translation>无法读取 zip 文件：{reason}</translation>
    </message>
    <message>
        <source>The file has no lists of images and annotations</source>
        <translation>文件中没有图像和标注的列表</translation>
    </message>
    <message>
        <source>The segments are of no image in the list</source>
        <translation>这些区域不属于列表中的任何图像</translation>
    </message>
    <message>
        <source>A second list of segments of this image; the first counts</source>
        <translation>该图像的第二个区域列表；以第一个为准</translation>
    </message>
    <message>
        <source>The entry has no file name; it is left out</source>
        <translation>该条目没有文件名；已略去</translation>
    </message>
    <message>
        <source>The segment has no id of its own; it is left out</source>
        <translation>该区域没有自己的编号；已略去</translation>
    </message>
    <message>
        <source>The segment {id} has no pixel; it is left out</source>
        <translation>区域 {id} 没有像素；已略去</translation>
    </message>
    <message>
        <source>{pixels} pixels have ids that no segment has, e.g. {id}; they are left out</source>
        <translation>{pixels} 个像素的编号不属于任何区域，例如 {id}；已略去</translation>
    </message>
    <message>
        <source>The file says {told} pixels for the segment {id}; it has {n}</source>
        <translation>文件称区域 {id} 有 {told} 个像素；实有 {n} 个</translation>
    </message>
    <message>
        <source>The size of the image is not known; it is left out</source>
        <translation>图像尺寸未知；已略去</translation>
    </message>
</context>
<context>
    <name>Problems</name>
    <message>
        <source>Problems</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Copy all</source>
        <translation>全部复制</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>清空</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Clear the list</source>
        <translation>清空列表</translation>
    </message>
</context>
<context>
    <name>Reading</name>
    <message>
        <source>0 to 1</source>
        <translation>0 到 1</translation>
    </message>
    <message>
        <source>0 to 255</source>
        <translation>0 到 255</translation>
    </message>
    <message>
        <source>-1 to 1</source>
        <translation>-1 到 1</translation>
    </message>
    <message>
        <source>ImageNet mean and deviation</source>
        <translation>ImageNet 均值和标准差</translation>
    </message>
    <message>
        <source>ImageNet mean only, from 0 to 255</source>
        <translation>仅 ImageNet 均值，0 到 255</translation>
    </message>
    <message>
        <source>No image is open to try it on</source>
        <translation>没有打开可供试用的图像</translation>
    </message>
    <message>
        <source>How {model} is read</source>
        <translation>{model} 的读取方式</translation>
    </message>
    <message>
        <source>Confidence at least</source>
        <translation>置信度不低于</translation>
    </message>
    <message>
        <source>{shown} shown, {below} below the line · {ms} ms · {device}</source>
        <translation>显示 {shown} 个，{below} 个低于界线 · {ms} 毫秒 · {device}</translation>
    </message>
    <message>
        <source>Trying it on the open image…</source>
        <translation>正在当前图像上试用…</translation>
    </message>
    <message>
        <source>Save recipe as…</source>
        <translation>配方另存为…</translation>
    </message>
    <message>
        <source>Take a recipe…</source>
        <translation>载入配方…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Use this</source>
        <translation>采用</translation>
    </message>
    <message>
        <source>{text} is no number</source>
        <translation>{text} 不是数字</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>种类</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>颜色</translation>
    </message>
    <message>
        <source>Numbers</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>Own numbers</source>
        <translation>自定义数值</translation>
    </message>
    <message>
        <source>Scale</source>
        <translation>缩放</translation>
    </message>
    <message>
        <source>Mean</source>
        <translation>均值</translation>
    </message>
    <message>
        <source>Deviation</source>
        <translation>标准差</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>尺寸</translation>
    </message>
    <message>
        <source>Scores</source>
        <translation>分数</translation>
    </message>
    <message>
        <source>Background</source>
        <translation>背景</translation>
    </message>
    <message>
        <source>Large images</source>
        <translation>大图像</translation>
    </message>
    <message>
        <source>Runs on</source>
        <translation>运行于</translation>
    </message>
    <message>
        <source>Class names</source>
        <translation>类别名称</translation>
    </message>
    <message>
        <source>One to a line, in the order of the model</source>
        <translation>每行一个，按模型的顺序</translation>
    </message>
    <message>
        <source>Take a list…</source>
        <translation>载入列表…</translation>
    </message>
    <message>
        <source>{family}, {task}</source>
        <translation>{family}，{task}</translation>
    </message>
    <message>
        <source>{n} class</source>
        <translation>{n} 个类别</translation>
    </message>
    <message>
        <source>{n} classes</source>
        <translation>{n} 个类别</translation>
    </message>
    <message>
        <source>Red, green, blue</source>
        <translation>红、绿、蓝</translation>
    </message>
    <message>
        <source>Blue, green, red</source>
        <translation>蓝、绿、红</translation>
    </message>
    <message>
        <source>Grey</source>
        <translation>灰度</translation>
    </message>
    <message>
        <source>Whole, margins on both sides</source>
        <translation>完整，两侧留边</translation>
    </message>
    <message>
        <source>Whole, margins right and below</source>
        <translation>完整，右侧和下方留边</translation>
    </message>
    <message>
        <source>Whole, stretched</source>
        <translation>完整，拉伸</translation>
    </message>
    <message>
        <source>The middle, cropped</source>
        <translation>裁剪中部</translation>
    </message>
    <message>
        <source>Are scores already</source>
        <translation>已是分数</translation>
    </message>
    <message>
        <source>Each for itself (sigmoid)</source>
        <translation>各自独立（sigmoid）</translation>
    </message>
    <message>
        <source>Shares of one (softmax)</source>
        <translation>总和为一（softmax）</translation>
    </message>
    <message>
        <source>As the numbers look</source>
        <translation>根据数值判断</translation>
    </message>
    <message>
        <source>No class means nothing</source>
        <translation>没有背景类别</translation>
    </message>
    <message>
        <source>The first class means nothing</source>
        <translation>第一个类别是背景</translation>
    </message>
    <message>
        <source>The last class means nothing</source>
        <translation>最后一个类别是背景</translation>
    </message>
    <message>
        <source>As a whole</source>
        <translation>整图</translation>
    </message>
    <message>
        <source>In tiles, for small objects</source>
        <translation>分块，用于小目标</translation>
    </message>
    <message>
        <source>In tiles and as a whole</source>
        <translation>分块并整图</translation>
    </message>
    <message>
        <source>The fastest there is</source>
        <translation>最快的设备</translation>
    </message>
    <message>
        <source>Processor</source>
        <translation>处理器</translation>
    </message>
    <message>
        <source>The open image with what is found on it</source>
        <translation>当前图像及其上的检测结果</translation>
    </message>
    <message>
        <source>No class names were found in {file}</source>
        <translation>{file} 中没有类别名称</translation>
    </message>
    <message>
        <source>Take class names from</source>
        <translation>载入类别名称</translation>
    </message>
    <message>
        <source>Take a recipe from</source>
        <translation>载入配方</translation>
    </message>
    <message>
        <source>Save the recipe as</source>
        <translation>配方另存为</translation>
    </message>
    <message>
        <source>The recipe was saved as {file}</source>
        <translation>配方已保存为 {file}</translation>
    </message>
    <message>
        <source>The recipe could not be saved: {reason}</source>
        <translation>无法保存配方：{reason}</translation>
    </message>
    <message>
        <source>own numbers</source>
        <translation>自定义数值</translation>
    </message>
    <message>
        <source>not part of this installation</source>
        <translation>此安装中没有</translation>
    </message>
    <message>
        <source>The recipe could not be read: {reason}</source>
        <translation>无法读取配方：{reason}</translation>
    </message>
    <message>
        <source>The file does not say how it is read. Choose what finds the right things on the open image</source>
        <translation>文件没有说明如何读取。请选择在当前图像上找到正确对象的方式</translation>
    </message>
    <message>
        <source>The file does not say all of it. {doubt}</source>
        <translation>文件没有说明全部内容。{doubt}</translation>
    </message>
    <message>
        <source>Not recognised, {task}</source>
        <translation>未识别，{task}</translation>
    </message>
</context>
<context>
    <name>Reasons</name>
    <message>
        <source>Open a folder of images first</source>
        <translation>请先打开图像文件夹</translation>
    </message>
    <message>
        <source>The project is open read-only</source>
        <translation>项目以只读方式打开</translation>
    </message>
    <message>
        <source>Show the grid first</source>
        <translation>请先显示网格</translation>
    </message>
    <message>
        <source>Select several images first</source>
        <translation>请先选择多张图像</translation>
    </message>
    <message>
        <source>Select an object first</source>
        <translation>请先选择一个对象</translation>
    </message>
    <message>
        <source>Select two or more polygons or masks</source>
        <translation>请选择两个或更多多边形或掩膜</translation>
    </message>
    <message>
        <source>Select keypoints first</source>
        <translation>请先选中关键点</translation>
    </message>
    <message>
        <source>Click a joint of selected keypoints first</source>
        <translation>请先单击所选关键点的一个关节</translation>
    </message>
    <message>
        <source>Select two or more objects</source>
        <translation>请选择两个或更多对象</translation>
    </message>
    <message>
        <source>Select an object of a group</source>
        <translation>请选择组中的对象</translation>
    </message>
    <message>
        <source>There are no classes yet</source>
        <translation>还没有类别</translation>
    </message>
    <message>
        <source>There are no objects in this image</source>
        <translation>此图像中没有对象</translation>
    </message>
    <message>
        <source>There are fewer than two classes</source>
        <translation>类别少于两个</translation>
    </message>
    <message>
        <source>There are no suggestions on this image</source>
        <translation>此图像上没有建议</translation>
    </message>
    <message>
        <source>The image is done: its suggestions are set aside</source>
        <translation>图像已完成：其建议已被搁置</translation>
    </message>
    <message>
        <source>Press Tab to choose a suggestion first</source>
        <translation>请先按 Tab 选择一个建议</translation>
    </message>
    <message>
        <source>Drop an ONNX model on the window first</source>
        <translation>请先将 ONNX 模型拖到窗口中</translation>
    </message>
    <message>
        <source>Suggest tags and classes from your labels first</source>
        <translation>请先根据您的标注建议标签和类别</translation>
    </message>
    <message>
        <source>A model is already running</source>
        <translation>已有模型正在运行</translation>
    </message>
    <message>
        <source>No model is running</source>
        <translation>没有正在运行的模型</translation>
    </message>
    <message>
        <source>Nothing to undo</source>
        <translation>没有可撤销的操作</translation>
    </message>
    <message>
        <source>Nothing to redo</source>
        <translation>没有可重做的操作</translation>
    </message>
    <message>
        <source>Nothing was copied yet</source>
        <translation>尚未复制任何内容</translation>
    </message>
    <message>
        <source>There are no annotations yet</source>
        <translation>还没有标注</translation>
    </message>
    <message>
        <source>Choose the brush or the eraser first</source>
        <translation>请先选择画笔或橡皮擦</translation>
    </message>
    <message>
        <source>Draw an object first</source>
        <translation>请先绘制一个对象</translation>
    </message>
    <message>
        <source>Nothing is hidden</source>
        <translation>没有隐藏的对象</translation>
    </message>
    <message>
        <source>Images are shown as they are</source>
        <translation>图像正按原样显示</translation>
    </message>
    <message>
        <source>This image has no more than 8 bit to choose from</source>
        <translation>此图像只有 8 位，没有更多可选的值</translation>
    </message>
    <message>
        <source>This image has one frame</source>
        <translation>此图像只有一帧</translation>
    </message>
    <message>
        <source>No problems were found</source>
        <translation>未发现问题</translation>
    </message>
    <message>
        <source>The view is upright</source>
        <translation>视图已摆正</translation>
    </message>
    <message>
        <source>Select one object with an area first</source>
        <translation>请先选择一个有面积的对象</translation>
    </message>
    <message>
        <source>The images are not in an order of their own</source>
        <translation>图像当前没有特别的排序</translation>
    </message>
    <message>
        <source>Show Annotate first</source>
        <translation>请先切换到标注视图</translation>
    </message>
    <message>
        <source>There is no image before this one in the list</source>
        <translation>列表中此图像之前没有图像</translation>
    </message>
</context>
<context>
    <name>Recipe</name>
    <message>
        <source>This recipe is not readable YAML: {reason}</source>
        <translation>此配方不是可读的 YAML：{reason}</translation>
    </message>
    <message>
        <source>This recipe is larger than {limit} bytes</source>
        <translation>此配方超过 {limit} 字节</translation>
    </message>
    <message>
        <source>A recipe has no field of this name</source>
        <translation>配方没有此名称的字段</translation>
    </message>
    <message>
        <source>This field of the recipe is missing</source>
        <translation>配方缺少此字段</translation>
    </message>
    <message>
        <source>{value} does not fit here</source>
        <translation>{value} 不适用于此处</translation>
    </message>
</context>
<context>
    <name>Recorder</name>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
</context>
<context>
    <name>Report</name>
    <message>
        <source>What to do about it</source>
        <translation>如何处理</translation>
    </message>
</context>
<context>
    <name>Restore</name>
    <message>
        <source>{name}: {text}</source>
        <translation>{name}：{text}</translation>
    </message>
    <message>
        <source>The file was left as it is. There is no sound backup of this project</source>
        <translation>文件保持原样。此项目没有完好的备份</translation>
    </message>
    <message>
        <source>The file was left as it is. The newest sound backup ({time}) holds {n} object</source>
        <translation>文件保持原样。最新的完好备份（{time}）含有 {n} 个对象</translation>
    </message>
    <message>
        <source>The file was left as it is. The newest sound backup ({time}) holds {n} objects</source>
        <translation>文件保持原样。最新的完好备份（{time}）含有 {n} 个对象</translation>
    </message>
    <message>
        <source>Restore backup</source>
        <translation>恢复备份</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>在文件夹中显示</translation>
    </message>
    <message>
        <source>The backup of {time} was restored</source>
        <translation>已恢复 {time} 的备份</translation>
    </message>
    <message>
        <source>The damaged file is kept as {name}</source>
        <translation>损坏的文件已保留为 {name}</translation>
    </message>
    <message>
        <source>There is no backup of this project</source>
        <translation>此项目没有备份</translation>
    </message>
    <message>
        <source>All backups of this project are damaged</source>
        <translation>此项目的所有备份均已损坏</translation>
    </message>
    <message>
        <source>Nothing was changed</source>
        <translation>未作任何更改</translation>
    </message>
    <message>
        <source>This backup is damaged and was not used: {why}</source>
        <translation>此备份已损坏，未使用：{why}</translation>
    </message>
    <message>
        <source>The project file is damaged</source>
        <translation>项目文件已损坏</translation>
    </message>
</context>
<context>
    <name>Runs</name>
    <message>
        <source>Runs of models</source>
        <translation>模型运行记录</translation>
    </message>
    <message>
        <source>Runs, the newest first</source>
        <translation>运行记录，最新的在前</translation>
    </message>
    <message>
        <source>No model has looked at the images of this project yet</source>
        <translation>还没有模型看过此项目的图像</translation>
    </message>
    <message>
        <source>{open} open · {untouched} accepted · {edited} edited · {rejected} rejected</source>
        <translation>{open} 待处理 · {untouched} 已接受 · {edited} 已编辑 · {rejected} 已拒绝</translation>
    </message>
    <message>
        <source>Its open suggestions: {n}</source>
        <translation>其待处理的建议：{n}</translation>
    </message>
    <message>
        <source>Its objects that nobody has changed: {n}</source>
        <translation>其未被改动的对象：{n}</translation>
    </message>
    <message>
        <source>Also on finished images: {n}</source>
        <translation>也包括已完成图像上的：{n}</translation>
    </message>
    <message>
        <source>Take back what it brought</source>
        <translation>撤回它带来的内容</translation>
    </message>
    <message>
        <source>Edited objects stay. One undo brings all of it back</source>
        <translation>已编辑的对象会保留。撤销一次即可全部恢复</translation>
    </message>
    <message>
        <source>List its images</source>
        <translation>列出其图像</translation>
    </message>
    <message>
        <source>Nothing of it is left on any image</source>
        <translation>任何图像上都已没有它的内容</translation>
    </message>
    <message>
        <source>Delete {n}</source>
        <translation>删除 {n} 个</translation>
    </message>
    <message>
        <source>Nothing to delete</source>
        <translation>没有可删除的内容</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Deleted {n} suggestion or object. Ctrl+Z brings it back</source>
        <translation>已删除 {n} 个建议或对象。按 Ctrl+Z 恢复</translation>
    </message>
    <message>
        <source>Deleted {n} suggestions and objects. Ctrl+Z brings them back</source>
        <translation>已删除 {n} 个建议和对象。按 Ctrl+Z 恢复</translation>
    </message>
    <message>
        <source>Nothing is left of what models brought</source>
        <translation>模型带来的内容已全部不在</translation>
    </message>
    <message>
        <source>No object comes from a model</source>
        <translation>没有来自模型的对象</translation>
    </message>
    <message>
        <source>{model}, run of {date}</source>
        <translation>{model}，{date} 运行</translation>
    </message>
</context>
<context>
    <name>Samples</name>
    <message>
        <source>Tag images</source>
        <translation>为图像打标签</translation>
    </message>
    <message>
        <source>Draw boxes</source>
        <translation>绘制矩形框</translation>
    </message>
    <message>
        <source>Paint masks</source>
        <translation>绘制掩膜</translation>
    </message>
</context>
<context>
    <name>Settings</name>
    <message>
        <source>Could not read {file}: {reason}. It was put aside as {aside}; defaults are used</source>
        <translation>无法读取 {file}：{reason}。已另存为 {aside}；使用默认设置</translation>
    </message>
    <message>
        <source>Could not read {file}: {reason}. Defaults are used</source>
        <translation>无法读取 {file}：{reason}。使用默认设置</translation>
    </message>
    <message>
        <source>Could not write {file}: {reason}. The change holds until the program ends</source>
        <translation>无法写入 {file}：{reason}。更改在程序结束前有效</translation>
    </message>
    <message>
        <source>{value} is no value for this setting; the default is used</source>
        <translation>{value} 不是此设置的有效值；使用默认值</translation>
    </message>
    <message>
        <source>General</source>
        <translation>常规</translation>
    </message>
    <message>
        <source>Canvas</source>
        <translation>画布</translation>
    </message>
    <message>
        <source>Labeling</source>
        <translation>标注</translation>
    </message>
    <message>
        <source>Suggestions</source>
        <translation>建议</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>高对比度</translation>
    </message>
    <message>
        <source>Author name</source>
        <translation>作者姓名</translation>
    </message>
    <message>
        <source>Stands on every change. Empty: the user name</source>
        <translation>记录在每次更改上。留空则用用户名</translation>
    </message>
    <message>
        <source>Reduced motion</source>
        <translation>减弱动态效果</translation>
    </message>
    <message>
        <source>On</source>
        <translation>开</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>关</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>按键</translation>
    </message>
    <message>
        <source>Class names on the image</source>
        <translation>图像上的类别名称</translation>
    </message>
    <message>
        <source>On hover</source>
        <translation>悬停时</translation>
    </message>
    <message>
        <source>Always</source>
        <translation>始终</translation>
    </message>
    <message>
        <source>Hatch unlabeled pixels</source>
        <translation>用斜线标出未标注像素</translation>
    </message>
    <message>
        <source>And say how many they are, in the panel Image</source>
        <translation>并在“图像”面板中显示其比例</translation>
    </message>
    <message>
        <source>Fill of objects</source>
        <translation>对象填充</translation>
    </message>
    <message>
        <source>Of masks; boxes and polygons are filled less</source>
        <translation>指掩膜的填充；矩形框和多边形填充较弱</translation>
    </message>
    <message>
        <source>Outlines only</source>
        <translation>仅显示轮廓</translation>
    </message>
    <message>
        <source>Colours of objects</source>
        <translation>对象颜色</translation>
    </message>
    <message>
        <source>By class</source>
        <translation>按类别</translation>
    </message>
    <message>
        <source>By object</source>
        <translation>按对象</translation>
    </message>
    <message>
        <source>Crosshair over the whole image</source>
        <translation>贯穿整幅图像的十字线</translation>
    </message>
    <message>
        <source>With the tools for boxes, ellipses and points</source>
        <translation>用于矩形框、椭圆和点工具</translation>
    </message>
    <message>
        <source>Pixel grid</source>
        <translation>像素网格</translation>
    </message>
    <message>
        <source>From 800 % on, with the values of large pixels</source>
        <translation>自 800 % 起显示，像素足够大时显示其数值</translation>
    </message>
    <message>
        <source>Overview map</source>
        <translation>概览图</translation>
    </message>
    <message>
        <source>When zoomed in</source>
        <translation>放大时显示</translation>
    </message>
    <message>
        <source>As a button</source>
        <translation>显示为按钮</translation>
    </message>
    <message>
        <source>Around the image</source>
        <translation>图像周围</translation>
    </message>
    <message>
        <source>As the theme</source>
        <translation>跟随主题</translation>
    </message>
    <message>
        <source>Black</source>
        <translation>黑色</translation>
    </message>
    <message>
        <source>18 % grey</source>
        <translation>18 % 灰</translation>
    </message>
    <message>
        <source>White</source>
        <translation>白色</translation>
    </message>
    <message>
        <source>Next image after a tag in triage</source>
        <translation>分拣时加标签后转到下一张图像</translation>
    </message>
    <message>
        <source>One tag per image in new projects</source>
        <translation>新项目中每张图像一个标签</translation>
    </message>
    <message>
        <source>Snap vertices to other objects</source>
        <translation>顶点吸附到其他对象</translation>
    </message>
    <message>
        <source>Ctrl held while drawing is the other way round</source>
        <translation>绘制时按住 Ctrl 则相反</translation>
    </message>
    <message>
        <source>Square brush and eraser</source>
        <translation>方形画笔和橡皮擦</translation>
    </message>
    <message>
        <source>A pen paints the wider the harder it is pressed</source>
        <translation>压感笔越用力，笔画越宽</translation>
    </message>
    <message>
        <source>Keep shapes within the image</source>
        <translation>形状保持在图像内</translation>
    </message>
    <message>
        <source>Off: they may reach beyond its edge, where the format can</source>
        <translation>关闭后，在格式允许时形状可超出图像边缘</translation>
    </message>
    <message>
        <source>Keep suggestions from score</source>
        <translation>保留建议的最低分数</translation>
    </message>
    <message>
        <source>Show and accept suggestions from score</source>
        <translation>显示和接受建议的最低分数</translation>
    </message>
    <message>
        <source>Patterns on masks</source>
        <translation>掩膜图案</translation>
    </message>
    <message>
        <source>Where colours are not enough</source>
        <translation>仅在颜色不足以区分时</translation>
    </message>
    <message>
        <source>By itself in high contrast, or with masks of more than 12 classes on an image</source>
        <translation>高对比度下，或一张图像上有超过 12 个类别的掩膜时自动启用</translation>
    </message>
    <message>
        <source>Segment tool makes</source>
        <translation>点击分割工具生成</translation>
    </message>
    <message>
        <source>Masks</source>
        <translation>掩码</translation>
    </message>
    <message>
        <source>Polygons</source>
        <translation>多边形</translation>
    </message>
    <message>
        <source>Tolerance of these polygons</source>
        <translation>这些多边形的容差</translation>
    </message>
    <message>
        <source>In pixels; 0 follows every pixel of the mask</source>
        <translation>以像素为单位；0 表示沿掩码的每个像素</translation>
    </message>
    <message>
        <source>Unload an idle model after minutes</source>
        <translation>模型闲置几分钟后卸载</translation>
    </message>
    <message>
        <source>Suggest tags and classes from my labels</source>
        <translation>根据我的标注建议标签和类别</translation>
    </message>
    <message>
        <source>Learned anew as labels come; nothing leaves this computer</source>
        <translation>有新标注时重新学习；任何内容都不会离开这台计算机</translation>
    </message>
    <message>
        <source>Magnifier while drawing</source>
        <translation>绘制时显示放大镜</translation>
    </message>
    <message>
        <source>A lens beside the pointer, for the exact pixel</source>
        <translation>指针旁的镜片，便于对准像素</translation>
    </message>
    <message>
        <source>The magnifier shows</source>
        <translation>放大镜倍率</translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Show all keys</source>
        <translation>显示全部按键</translation>
    </message>
</context>
<context>
    <name>Shapes</name>
    <message>
        <source>box</source>
        <translation>矩形框</translation>
    </message>
    <message>
        <source>rotated box</source>
        <translation>旋转框</translation>
    </message>
    <message>
        <source>polygon</source>
        <translation>多边形</translation>
    </message>
    <message>
        <source>mask</source>
        <translation>掩膜</translation>
    </message>
    <message>
        <source>point</source>
        <translation>点</translation>
    </message>
    <message>
        <source>line</source>
        <translation>折线</translation>
    </message>
    <message>
        <source>ellipse</source>
        <translation>椭圆</translation>
    </message>
    <message>
        <source>keypoints</source>
        <translation>关键点</translation>
    </message>
    <message>
        <source>tag</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>caption</source>
        <translation>文字</translation>
    </message>
    <message>
        <source>difficult</source>
        <translation>困难</translation>
    </message>
    <message>
        <source>truncated</source>
        <translation>截断</translation>
    </message>
    <message>
        <source>occluded</source>
        <translation>遮挡</translation>
    </message>
    <message>
        <source>crowd</source>
        <translation>群体</translation>
    </message>
</context>
<context>
    <name>Sheet</name>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>Start</name>
    <message>
        <source>Today {time}</source>
        <translation>今天 {time}</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>昨天</translation>
    </message>
</context>
<context>
    <name>StartPage</name>
    <message>
        <source>{done} of {total} done</source>
        <translation>已完成 {done} / {total}</translation>
    </message>
    <message>
        <source>Folder not found</source>
        <translation>找不到文件夹</translation>
    </message>
    <message>
        <source>Locate…</source>
        <translation>重新定位…</translation>
    </message>
    <message>
        <source>Drop a folder of images here</source>
        <translation>将图像文件夹拖到此处</translation>
    </message>
    <message>
        <source>or a project, a dataset, an ONNX model</source>
        <translation>或项目、数据集、ONNX 模型</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>打开文件夹</translation>
    </message>
    <message>
        <source>Open project</source>
        <translation>打开项目</translation>
    </message>
    <message>
        <source>Your images stay where they are and are never changed</source>
        <translation>图像保留在原处，绝不会被修改</translation>
    </message>
    <message>
        <source>Import a dataset</source>
        <translation>导入数据集</translation>
    </message>
    <message>
        <source>COCO, YOLO, VOC, masks</source>
        <translation>COCO、YOLO、VOC、掩膜</translation>
    </message>
    <message>
        <source>Try the sample</source>
        <translation>试用示例</translation>
    </message>
    <message>
        <source>24 small images</source>
        <translation>24 张小图像</translation>
    </message>
    <message>
        <source>Recent projects</source>
        <translation>最近的项目</translation>
    </message>
    <message>
        <source>What you open stands here the next time.</source>
        <translation>打开过的项目下次会显示在这里。</translation>
    </message>
</context>
<context>
    <name>State</name>
    <message>
        <source>To do</source>
        <translation>待标注</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>Accepted</source>
        <translation>已通过</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>已退回</translation>
    </message>
    <message>
        <source>Excluded</source>
        <translation>已排除</translation>
    </message>
    <message>
        <source>File missing</source>
        <translation>文件缺失</translation>
    </message>
</context>
<context>
    <name>StatusLine</name>
    <message>
        <source>All changes saved</source>
        <translation>所有更改已保存</translation>
    </message>
    <message>
        <source>{n} %</source>
        <translation>{n} %</translation>
    </message>
    <message>
        <source>Saving</source>
        <translation>正在保存</translation>
    </message>
    <message>
        <source>Opened to read</source>
        <translation>以只读方式打开</translation>
    </message>
    <message>
        <source>Everything stays on this computer</source>
        <translation>一切都留在这台电脑上</translation>
    </message>
    <message>
        <source>All actions</source>
        <translation>全部操作</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>按键</translation>
    </message>
    <message>
        <source>Rotated right</source>
        <translation>已向右旋转</translation>
    </message>
    <message>
        <source>Rotated left</source>
        <translation>已向左旋转</translation>
    </message>
    <message>
        <source>Rotated by 180°</source>
        <translation>已旋转 180°</translation>
    </message>
    <message>
        <source>Flipped horizontally</source>
        <translation>已水平翻转</translation>
    </message>
    <message>
        <source>Flipped vertically</source>
        <translation>已垂直翻转</translation>
    </message>
    <message>
        <source>Flipped, rotated right</source>
        <translation>已翻转并向右旋转</translation>
    </message>
    <message>
        <source>Flipped, rotated left</source>
        <translation>已翻转并向左旋转</translation>
    </message>
    <message>
        <source>{n} of {total} selected</source>
        <translation>已选择 {n} / {total}</translation>
    </message>
    <message>
        <source>Digits tag the image</source>
        <translation>按数字键为图像打标签</translation>
    </message>
    <message>
        <source>Digits tag all that are selected</source>
        <translation>数字键为所有选中的图像添加标签</translation>
    </message>
    <message>
        <source>Exclude</source>
        <translation>排除</translation>
    </message>
    <message>
        <source>One image</source>
        <translation>单张图像</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>One by one</source>
        <translation>逐张查看</translation>
    </message>
</context>
<context>
    <name>Storage</name>
    <message>
        <source>Everything saved before is kept</source>
        <translation>之前保存的内容均已保留</translation>
    </message>
    <message>
        <source>The file was left as it is</source>
        <translation>文件保持原样</translation>
    </message>
    <message>
        <source>Everything saved before is kept; the last change is not in the project</source>
        <translation>之前保存的内容均已保留；最后一次更改未写入项目</translation>
    </message>
    <message>
        <source>Project not found</source>
        <translation>找不到项目</translation>
    </message>
    <message>
        <source>Look for it where it was moved to</source>
        <translation>请到它被移动到的位置查找</translation>
    </message>
    <message>
        <source>Nothing was changed</source>
        <translation>未更改任何内容</translation>
    </message>
    <message>
        <source>There is already a file of this name</source>
        <translation>已有同名文件</translation>
    </message>
    <message>
        <source>Open it, or choose another name</source>
        <translation>打开它，或选择另一个名称</translation>
    </message>
    <message>
        <source>The project file is empty: 0 bytes</source>
        <translation>项目文件为空：0 字节</translation>
    </message>
    <message>
        <source>Restore a backup, or remove the file and start anew</source>
        <translation>恢复备份，或移除文件并重新开始</translation>
    </message>
    <message>
        <source>This is not a Labeldesk project</source>
        <translation>这不是 Labeldesk 项目</translation>
    </message>
    <message>
        <source>The project was written by a newer Labeldesk (file version {version}, known: {known})</source>
        <translation>项目由更新版本的 Labeldesk 写入（文件版本 {version}，已知版本：{known}）</translation>
    </message>
    <message>
        <source>Update Labeldesk, then open it again</source>
        <translation>更新 Labeldesk 后再打开</translation>
    </message>
    <message>
        <source>The project is of an older file version ({version})</source>
        <translation>项目的文件版本较旧（{version}）</translation>
    </message>
    <message>
        <source>Open it once for writing, which updates a copy</source>
        <translation>请以可写方式打开一次，程序会更新一个副本</translation>
    </message>
    <message>
        <source>The project cannot be written: it is read-only</source>
        <translation>无法写入项目：它是只读的</translation>
    </message>
    <message>
        <source>Open it for reading, or move it to a folder of yours</source>
        <translation>以只读方式打开，或移到您自己的文件夹</translation>
    </message>
    <message>
        <source>The project file was removed while it was open</source>
        <translation>项目文件在打开期间被删除</translation>
    </message>
    <message>
        <source>The image of this change is not in the project</source>
        <translation>此更改所属的图像不在项目中</translation>
    </message>
    <message>
        <source>Open the folder again, then repeat the last change</source>
        <translation>请重新打开文件夹，然后重做最后一次更改</translation>
    </message>
    <message>
        <source>“{name}” cannot be kept: the name is not UTF-8</source>
        <translation>无法保存“{name}”：名称不是 UTF-8</translation>
    </message>
    <message>
        <source>The backup could not be written: {reason}</source>
        <translation>无法写入备份：{reason}</translation>
    </message>
    <message>
        <source>The project file is damaged ({detail})</source>
        <translation>项目文件已损坏（{detail}）</translation>
    </message>
    <message>
        <source>Restore the last backup; the damaged file is kept</source>
        <translation>恢复最近的备份；损坏的文件会保留</translation>
    </message>
    <message>
        <source>{author} has this project open (process {pid} on {host}, since {started})</source>
        <translation>{author} 正在使用此项目（{host} 上的进程 {pid}，自 {started} 起）</translation>
    </message>
    <message>
        <source>Open it for reading, or close it there</source>
        <translation>以只读方式打开，或在那里关闭它</translation>
    </message>
    <message>
        <source>Could not save: the disk is full</source>
        <translation>无法保存：磁盘已满</translation>
    </message>
    <message>
        <source>Could not save: another program holds the project file</source>
        <translation>无法保存：另一个程序占用了项目文件</translation>
    </message>
    <message>
        <source>Could not save: the disk reports a fault ({detail})</source>
        <translation>无法保存：磁盘报告故障（{detail}）</translation>
    </message>
    <message>
        <source>The project cannot be read: the disk is full</source>
        <translation>无法读取项目：磁盘已满</translation>
    </message>
    <message>
        <source>The project cannot be read: another program holds its file</source>
        <translation>无法读取项目：另一个程序正在占用其文件</translation>
    </message>
    <message>
        <source>The project cannot be read: the disk reports a fault ({detail})</source>
        <translation>无法读取项目：磁盘报告故障（{detail}）</translation>
    </message>
    <message>
        <source>Free some space, then try again</source>
        <translation>请腾出空间，然后重试</translation>
    </message>
    <message>
        <source>The project file could not be opened ({detail})</source>
        <translation>无法打开项目文件（{detail}）</translation>
    </message>
    <message>
        <source>Free some space, then repeat the last change</source>
        <translation>请腾出空间，然后重做最后一次更改</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>This import is no longer there</source>
        <translation>此导入已不存在</translation>
    </message>
</context>
<context>
    <name>Suggest</name>
    <message>
        <source>Of an earlier run</source>
        <translation>来自之前的运行</translation>
    </message>
    <message>
        <source>Suggesting with {model}</source>
        <translation>正在用 {model} 生成建议</translation>
    </message>
    <message>
        <source>{model} on {device}</source>
        <translation>{model}（{device}）</translation>
    </message>
    <message>
        <source>{n} suggestions so far</source>
        <translation>目前 {n} 个建议</translation>
    </message>
    <message>
        <source>{n} suggestions on {images} images</source>
        <translation>{images} 张图像上有 {n} 个建议</translation>
    </message>
    <message>
        <source>{n} suggestions on {images} images, {below} below the line</source>
        <translation>{images} 张图像上有 {n} 个建议，另有 {below} 个低于阈值</translation>
    </message>
    <message>
        <source>{ended}; {failed} failed</source>
        <translation>{ended}；{failed} 张失败</translation>
    </message>
    <message>
        <source>Stopped. Kept: {ended}</source>
        <translation>已停止。保留：{ended}</translation>
    </message>
    <message>
        <source>The run of {model} was broken off</source>
        <translation>{model} 的运行已中断</translation>
    </message>
    <message>
        <source>{model}. Nothing becomes an object before you accept it</source>
        <translation>{model}。在您接受之前，任何建议都不会成为对象</translation>
    </message>
    <message>
        <source>{model} was added: {family}, {n} class</source>
        <translation>已添加 {model}：{family}，{n} 个类别</translation>
    </message>
    <message>
        <source>{model} was added: {family}, {n} classes</source>
        <translation>已添加 {model}：{family}，{n} 个类别</translation>
    </message>
    <message>
        <source>{model} was added. {doubt}</source>
        <translation>已添加 {model}。{doubt}</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>审阅</translation>
    </message>
    <message>
        <source>Show failures</source>
        <translation>查看失败项</translation>
    </message>
    <message>
        <source>{model} stopped and is started again: {reason}</source>
        <translation>{model} 已停止，正在重新启动：{reason}</translation>
    </message>
    <message>
        <source>{model} · loading</source>
        <translation>{model} · 正在载入</translation>
    </message>
    <message>
        <source>{model} · {device} · ready</source>
        <translation>{model} · {device} · 就绪</translation>
    </message>
    <message>
        <source>{model} · resting</source>
        <translation>{model} · 空闲</translation>
    </message>
    <message>
        <source>{model} · cannot be run</source>
        <translation>{model} · 无法运行</translation>
    </message>
    <message>
        <source>{model} · stopped, starting again</source>
        <translation>{model} · 已停止，正在重新启动</translation>
    </message>
    <message>
        <source>Every image is done or excluded; none was looked at</source>
        <translation>所有图像都已完成或被排除，没有运行模型</translation>
    </message>
    <message>
        <source>Accepted {n} suggestion. Ctrl+Z takes it back</source>
        <translation>已接受 {n} 个建议。按 Ctrl+Z 撤回</translation>
    </message>
    <message>
        <source>Accepted {n} suggestions. Ctrl+Z takes them back</source>
        <translation>已接受 {n} 个建议。按 Ctrl+Z 撤回</translation>
    </message>
    <message>
        <source>Add model…</source>
        <translation>添加模型…</translation>
    </message>
    <message>
        <source>Remove {model} from the library</source>
        <translation>从模型库中移除 {model}</translation>
    </message>
    <message>
        <source>Use no model</source>
        <translation>不使用模型</translation>
    </message>
    <message>
        <source>{model} ({family}, {n} classes)</source>
        <translation>{model}（{family}，{n} 个类别）</translation>
    </message>
    <message>
        <source>The run of {model} goes on: {n} images left</source>
        <translation>{model} 的运行继续进行：还剩 {n} 张图像</translation>
    </message>
    <message>
        <source>The run of {model} cannot go on: the model is no longer in the library</source>
        <translation>{model} 的运行无法继续：模型已不在模型库中</translation>
    </message>
    <message>
        <source>{model} was added: {family}. Take the tool Segment by click and click an object</source>
        <translation>已添加 {model}：{family}。选择“点击分割”工具并点击一个对象</translation>
    </message>
    <message>
        <source>{model} ({family}, for clicks)</source>
        <translation>{model}（{family}，用于点击）</translation>
    </message>
    <message>
        <source>The model was taken away</source>
        <translation>模型已被移除</translation>
    </message>
    <message>
        <source>No suggestion waits for an answer</source>
        <translation>没有待处理的建议</translation>
    </message>
    <message>
        <source>Accept as</source>
        <translation>接受为</translation>
    </message>
    <message>
        <source>The shape that the model gives</source>
        <translation>模型给出的形状</translation>
    </message>
    <message>
        <source>Box</source>
        <translation>矩形框</translation>
    </message>
    <message>
        <source>Rotated box</source>
        <translation>旋转框</translation>
    </message>
    <message>
        <source>Polygon</source>
        <translation>多边形</translation>
    </message>
    <message>
        <source>Mask</source>
        <translation>掩膜</translation>
    </message>
    <message>
        <source>Outline within</source>
        <translation>轮廓误差不超过</translation>
    </message>
    <message>
        <source>{n} px of the mask</source>
        <translation>{n} 像素</translation>
    </message>
    <message>
        <source>Try them again</source>
        <translation>重试这些图像</translation>
    </message>
    <message>
        <source>Something about {model} was assumed</source>
        <translation>关于 {model} 有些内容是推测的</translation>
    </message>
    <message>
        <source>{model} runs on {device}</source>
        <translation>{model} 运行于 {device}</translation>
    </message>
    <message>
        <source>Correct how it is read…</source>
        <translation>更正读取方式…</translation>
    </message>
    <message>
        <source>Models…</source>
        <translation>模型…</translation>
    </message>
    <message>
        <source>Learned from your labels</source>
        <translation>从您的标注中学习</translation>
    </message>
    <message>
        <source>{model} was added: {family}. It describes images, to compare them</source>
        <translation>已添加 {model}：{family}。它描述图像，用于比较图像</translation>
    </message>
</context>
<context>
    <name>Suggestions</name>
    <message>
        <source>Suggestions</source>
        <translation>建议</translation>
    </message>
    <message>
        <source>Run on this image</source>
        <translation>在此图像上运行</translation>
    </message>
    <message>
        <source>Model settings</source>
        <translation>模型设置</translation>
    </message>
    <message>
        <source>Confidence at least</source>
        <translation>置信度不低于</translation>
    </message>
    <message>
        <source>{shown} shown, {below} below the line</source>
        <translation>显示 {shown} 个，另有 {below} 个低于阈值</translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>接受</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>拒绝</translation>
    </message>
    <message>
        <source>Accept all</source>
        <translation>全部接受</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一个</translation>
    </message>
    <message>
        <source>Drop an ONNX model here: it proposes, you decide.</source>
        <translation>将 ONNX 模型拖到此处：它提出建议，由您决定。</translation>
    </message>
    <message>
        <source>Choose a model</source>
        <translation>选择模型</translation>
    </message>
    <message>
        <source>No suggestion is shown on this image</source>
        <translation>此图像上没有显示的建议</translation>
    </message>
    <message>
        <source>{n} set aside, as the image is done</source>
        <translation>图像已完成，{n} 个建议被搁置</translation>
    </message>
    <message>
        <source>The image is done: its suggestions are set aside</source>
        <translation>图像已完成：其建议已被搁置</translation>
    </message>
    <message>
        <source>Why this suggestion?</source>
        <translation>为什么有此建议？</translation>
    </message>
    <message>
        <source>By class</source>
        <translation>按类别</translation>
    </message>
    <message>
        <source>By class: {n} of their own</source>
        <translation>按类别：{n} 个单独设置</translation>
    </message>
    <message>
        <source>Confidence at least for {name}</source>
        <translation>{name} 的置信度不低于</translation>
    </message>
    <message>
        <source>As for all classes</source>
        <translation>与所有类别相同</translation>
    </message>
</context>
<context>
    <name>Tasks</name>
    <message>
        <source>boxes</source>
        <translation>方框</translation>
    </message>
    <message>
        <source>masks</source>
        <translation>掩膜</translation>
    </message>
    <message>
        <source>tags</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>turned boxes</source>
        <translation>旋转框</translation>
    </message>
    <message>
        <source>keypoints</source>
        <translation>关键点</translation>
    </message>
    <message>
        <source>a mask for each class</source>
        <translation>每类一个掩膜</translation>
    </message>
    <message>
        <source>describes images</source>
        <translation>描述图像</translation>
    </message>
    <message>
        <source>marks what is clicked</source>
        <translation>标出所点击的对象</translation>
    </message>
</context>
<context>
    <name>Templates</name>
    <message>
        <source>Person, 17 joints (COCO)</source>
        <translation>人体，17 个关节（COCO）</translation>
    </message>
    <message>
        <source>Hand, 21 joints</source>
        <translation>手，21 个关节</translation>
    </message>
    <message>
        <source>Face, 5 joints</source>
        <translation>面部，5 个关节</translation>
    </message>
    <message>
        <source>Line of {n} points</source>
        <translation>{n} 点折线</translation>
    </message>
    <message>
        <source>Box of {n} points</source>
        <translation>{n} 点矩形</translation>
    </message>
    <message>
        <source>Joint {n} has no name</source>
        <translation>第 {n} 个关节没有名称</translation>
    </message>
    <message>
        <source>Two joints are called {name}</source>
        <translation>有两个关节都叫 {name}</translation>
    </message>
    <message>
        <source>A template has at least one joint</source>
        <translation>模板至少有一个关节</translation>
    </message>
    <message>
        <source>Joints</source>
        <translation>关节</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Mirror of</source>
        <translation>镜像对应</translation>
    </message>
    <message>
        <source>no other joint</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Left lighter, right darker</source>
        <translation>左侧较浅，右侧较深</translation>
    </message>
    <message>
        <source>Add a joint</source>
        <translation>添加关节</translation>
    </message>
    <message>
        <source>Remove the joint</source>
        <translation>移除关节</translation>
    </message>
    <message>
        <source>Move the joint up</source>
        <translation>上移关节</translation>
    </message>
    <message>
        <source>Move the joint down</source>
        <translation>下移关节</translation>
    </message>
    <message>
        <source>Keypoint template of {name}</source>
        <translation>{name} 的关键点模板</translation>
    </message>
    <message>
        <source>Keypoint template</source>
        <translation>关键点模板</translation>
    </message>
    <message>
        <source>Begin with</source>
        <translation>起始模板</translation>
    </message>
    <message>
        <source>Own template</source>
        <translation>自定义模板</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>点数</translation>
    </message>
    <message>
        <source>Move joints</source>
        <translation>移动关节</translation>
    </message>
    <message>
        <source>Join or part two joints</source>
        <translation>连接或断开两个关节</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Save template</source>
        <translation>保存模板</translation>
    </message>
    <message>
        <source>New joints are absent in the {n} objects that there are</source>
        <translation>在已有的 {n} 个对象中，新关节为不存在</translation>
    </message>
    <message>
        <source>{joints} joints go, in {n} objects too. One undo brings them back</source>
        <translation>将移除 {joints} 个关节，{n} 个对象中也会移除。撤销一次即可恢复</translation>
    </message>
    <message>
        <source>Layout of the joints</source>
        <translation>关节布局</translation>
    </message>
    <message>
        <source>Own template…</source>
        <translation>自定义模板…</translation>
    </message>
</context>
<context>
    <name>ToolStrip</name>
    <message>
        <source>Class of the next shape: {name}</source>
        <translation>下一个形状的类别：{name}</translation>
    </message>
    <message>
        <source>No class yet</source>
        <translation>还没有类别</translation>
    </message>
</context>
<context>
    <name>Tools</name>
    <message>
        <source>A box needs a width and a height</source>
        <translation>矩形框需要宽度和高度</translation>
    </message>
    <message>
        <source>Square</source>
        <translation>正方形</translation>
    </message>
    <message>
        <source>From centre</source>
        <translation>从中心</translation>
    </message>
    <message>
        <source>Drag to draw a box</source>
        <translation>拖动以绘制矩形框</translation>
    </message>
    <message>
        <source>Drag to the opposite corner</source>
        <translation>拖动到对角</translation>
    </message>
    <message>
        <source>Release to finish</source>
        <translation>松开以完成</translation>
    </message>
    <message>
        <source>Click the opposite corner</source>
        <translation>单击对角</translation>
    </message>
    <message>
        <source>Arrow keys move the crosshair, Enter sets a corner</source>
        <translation>方向键移动十字线，按 Enter 确定角点</translation>
    </message>
    <message>
        <source>10 pixels</source>
        <translation>10 像素</translation>
    </message>
    <message>
        <source>There is no mask here to erase</source>
        <translation>此处没有可擦除的掩膜</translation>
    </message>
    <message>
        <source>Straight from the last stroke</source>
        <translation>从上一笔画直线</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Drag to size</source>
        <translation>拖动调整大小</translation>
    </message>
    <message>
        <source>Drag to paint a mask</source>
        <translation>拖动以绘制掩膜</translation>
    </message>
    <message>
        <source>Drag to erase from masks</source>
        <translation>拖动以擦除掩膜</translation>
    </message>
    <message>
        <source>Drag right for a larger brush, left for a smaller one</source>
        <translation>向右拖动增大画笔，向左减小</translation>
    </message>
    <message>
        <source>Release to keep the stroke</source>
        <translation>松开以保留笔画</translation>
    </message>
    <message>
        <source>Drag to move the view</source>
        <translation>拖动以移动视图</translation>
    </message>
    <message>
        <source>{area} px²</source>
        <translation>{area} 像素²</translation>
    </message>
    <message>
        <source>Freehand</source>
        <translation>自由绘制</translation>
    </message>
    <message>
        <source>45° steps</source>
        <translation>45° 步进</translation>
    </message>
    <message>
        <source>Snap to shapes</source>
        <translation>吸附到形状</translation>
    </message>
    <message>
        <source>Enter finishes what you are drawing, Esc drops it</source>
        <translation>按 Enter 完成正在绘制的形状，按 Esc 放弃</translation>
    </message>
    <message>
        <source>Drop the last vertex</source>
        <translation>去掉最后一个顶点</translation>
    </message>
    <message>
        <source>Click to add points, Enter to finish</source>
        <translation>单击添加顶点，按 Enter 完成</translation>
    </message>
    <message>
        <source>{width} × {height}</source>
        <translation>{width} × {height}</translation>
    </message>
    <message>
        <source>Drag to reshape</source>
        <translation>拖动以改变形状</translation>
    </message>
    <message>
        <source>Keep proportions</source>
        <translation>保持比例</translation>
    </message>
    <message>
        <source>A polygon needs at least three vertices</source>
        <translation>多边形至少需要三个顶点</translation>
    </message>
    <message>
        <source>The vertices lie on one line: add one beside it</source>
        <translation>顶点在一条直线上：请在旁边添加一个</translation>
    </message>
    <message>
        <source>Two sides cross: drop the last vertex with Backspace</source>
        <translation>两条边相交：按 Backspace 去掉最后一个顶点</translation>
    </message>
    <message>
        <source>A polygon keeps at least three vertices, a line two, keypoints one joint</source>
        <translation>多边形至少保留三个顶点，折线两个，关键点一个关节</translation>
    </message>
    <message>
        <source>Drag the joint; right click hides it, then leaves it out</source>
        <translation>拖动关节；右键单击依次设为被遮挡、不存在</translation>
    </message>
    <message>
        <source>Add or take away</source>
        <translation>添加或移除</translation>
    </message>
    <message>
        <source>Click an object to select it, drag to move it</source>
        <translation>单击选择对象，拖动以移动</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Drag to move</source>
        <translation>拖动以移动</translation>
    </message>
    <message>
        <source>Straight</source>
        <translation>直线</translation>
    </message>
    <message>
        <source>Drag around objects to select them</source>
        <translation>框选对象</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Press a class key to tag the image</source>
        <translation>按类别键为图像加标签</translation>
    </message>
    <message>
        <source>Draw a line across objects to cut them, Enter to finish</source>
        <translation>画线穿过对象以将其切开，按 Enter 完成</translation>
    </message>
    <message>
        <source>No object stands out in this box</source>
        <translation>此框内没有明显的对象</translation>
    </message>
    <message>
        <source>Drag a box around an object to cut it out</source>
        <translation>拖动框住对象以将其抠出</translation>
    </message>
    <message>
        <source>Looking for the object in the box</source>
        <translation>正在框内寻找对象</translation>
    </message>
    <message>
        <source>Circle</source>
        <translation>圆形</translation>
    </message>
    <message>
        <source>Drag to draw an ellipse</source>
        <translation>拖动以绘制椭圆</translation>
    </message>
    <message>
        <source>Click the points that are left; Esc drops the box</source>
        <translation>点击剩下的点；按 Esc 放弃此框</translation>
    </message>
    <message>
        <source>Click the top, left, bottom and right of the object</source>
        <translation>单击对象的上、左、下、右端点</translation>
    </message>
    <message>
        <source>{length} px</source>
        <translation>{length} px</translation>
    </message>
    <message>
        <source>A line needs at least two vertices</source>
        <translation>折线至少需要两个顶点</translation>
    </message>
    <message>
        <source>Click to add points, Enter to finish the line</source>
        <translation>单击添加顶点，按 Enter 完成折线</translation>
    </message>
    <message>
        <source>Click along an edge, Enter to finish</source>
        <translation>沿边缘单击，按 Enter 完成</translation>
    </message>
    <message>
        <source>Click to set a point</source>
        <translation>单击以标记点</translation>
    </message>
    <message>
        <source>Release to set the point</source>
        <translation>松开以标记点</translation>
    </message>
    <message>
        <source>{length} px, {angle}°</source>
        <translation>{length} px，{angle}°</translation>
    </message>
    <message>
        <source>15° steps</source>
        <translation>15° 步进</translation>
    </message>
    <message>
        <source>Drag along one edge of the object</source>
        <translation>沿对象的一条边拖动</translation>
    </message>
    <message>
        <source>Click the other end of the edge</source>
        <translation>单击该边的另一端</translation>
    </message>
    <message>
        <source>Click the opposite edge</source>
        <translation>单击对边</translation>
    </message>
    <message>
        <source>Drag around vertices to choose them</source>
        <translation>拖动框选顶点</translation>
    </message>
    <message>
        <source>Tolerance {tolerance}</source>
        <translation>容差 {tolerance}</translation>
    </message>
    <message>
        <source>There is no mask to take this from</source>
        <translation>没有可从中减去的掩膜</translation>
    </message>
    <message>
        <source>Add to the mask</source>
        <translation>添加到掩膜</translation>
    </message>
    <message>
        <source>Take from the mask</source>
        <translation>从掩膜减去</translation>
    </message>
    <message>
        <source>Click a colour; drag right for more of it</source>
        <translation>单击一种颜色；向右拖动扩大范围</translation>
    </message>
    <message>
        <source>Release to keep what is marked</source>
        <translation>松开以保留标出的部分</translation>
    </message>
    <message>
        <source>Vertices snap only while Ctrl is held</source>
        <translation>仅在按住 Ctrl 时顶点吸附</translation>
    </message>
    <message>
        <source>Vertices snap to other objects; not while Ctrl is held</source>
        <translation>顶点吸附到其他对象；按住 Ctrl 时不吸附</translation>
    </message>
    <message>
        <source>The brush is round</source>
        <translation>画笔为圆形</translation>
    </message>
    <message>
        <source>The brush is square</source>
        <translation>画笔为方形</translation>
    </message>
    <message>
        <source>Masks may overlap</source>
        <translation>掩码可以重叠</translation>
    </message>
    <message>
        <source>Masks do not overlap: the newest stroke owns its pixels</source>
        <translation>掩码互不重叠：像素归最新的笔画所有</translation>
    </message>
    <message>
        <source>The object is locked. L unlocks it</source>
        <translation>对象已锁定。按 L 解锁</translation>
    </message>
    <message>
        <source>This object has no form to draw</source>
        <translation>此对象没有可绘制的形状</translation>
    </message>
    <message>
        <source>No overlap of masks</source>
        <translation>掩码互不重叠</translation>
    </message>
    <message>
        <source>Keypoints need at least one joint</source>
        <translation>一组关键点至少需要一个关节</translation>
    </message>
    <message>
        <source>{name} · {n} of {count}</source>
        <translation>{name} · 第 {n} / {count} 个</translation>
    </message>
    <message>
        <source>Click {name}, joint {n} of {count}</source>
        <translation>单击 {name}，第 {n} / {count} 个关节</translation>
    </message>
    <message>
        <source>Hidden joint</source>
        <translation>被遮挡的关节</translation>
    </message>
    <message>
        <source>Not there</source>
        <translation>不存在</translation>
    </message>
    <message>
        <source>Finish without the rest</source>
        <translation>完成，其余视为不存在</translation>
    </message>
    <message>
        <source>Click the joints one by one</source>
        <translation>逐个单击关节</translation>
    </message>
    <message>
        <source>Click to choose a template of keypoints for the class</source>
        <translation>单击以为该类别选择关键点模板</translation>
    </message>
    <message>
        <source>Drag a box around all joints, or click the first joint</source>
        <translation>拖出包含全部关节的矩形框，或单击第一个关节</translation>
    </message>
    <message>
        <source>Release to finish; then drag single joints into place</source>
        <translation>松开以完成；然后将各关节拖到位</translation>
    </message>
    <message>
        <source>Choose a template of keypoints for the class</source>
        <translation>请为该类别选择关键点模板</translation>
    </message>
    <message>
        <source>Show the templates</source>
        <translation>显示模板</translation>
    </message>
    <message>
        <source>A shape needs a width and a height: it stays as it was</source>
        <translation>形状必须有宽和高：保持原样</translation>
    </message>
    <message>
        <source>Two sides cross now: formats count such an area differently</source>
        <translation>有两条边相交：各种格式对这种面积的计算不同</translation>
    </message>
    <message>
        <source>Select polygons or lines to leave out vertices</source>
        <translation>请选择多边形或折线以减少顶点</translation>
    </message>
    <message>
        <source>No vertex was left out</source>
        <translation>没有减少任何顶点</translation>
    </message>
    <message>
        <source>{tolerance} px: {after} of {before} vertices</source>
        <translation>{tolerance} 像素：{before} 个顶点中保留 {after} 个</translation>
    </message>
    <message>
        <source>Drag sideways for more or fewer vertices, Enter keeps it</source>
        <translation>左右拖动可增减顶点，按 Enter 保留</translation>
    </message>
    <message>
        <source>Fewer</source>
        <translation>更少</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>Select boxes to draw them to the edges of what is in them</source>
        <translation>请选择框，以便收紧到其中物体的边缘</translation>
    </message>
    <message>
        <source>No edge stands out nearer than the sides are</source>
        <translation>没有找到比现有边更近的明显边缘</translation>
    </message>
    <message>
        <source>{n} box drawn to the edges. Ctrl+Z takes it back</source>
        <translation>已将 {n} 个框收紧到边缘。按 Ctrl+Z 撤销</translation>
    </message>
    <message>
        <source>{n} boxes drawn to the edges. Ctrl+Z takes it back</source>
        <translation>已将 {n} 个框收紧到边缘。按 Ctrl+Z 撤销</translation>
    </message>
    <message>
        <source>Looking for the edges in the boxes</source>
        <translation>正在查找框内的边缘</translation>
    </message>
    <message>
        <source>No joint of these keypoints is in the template of the class</source>
        <translation>该类别的模板中没有这些关节</translation>
    </message>
    <message>
        <source>Drag the side for a new vertex, or click it with Alt</source>
        <translation>拖动边可添加新顶点，或按住 Alt 单击该边</translation>
    </message>
    <message>
        <source>{length} px, {width} × {height}, {angle}°</source>
        <translation>{length} 像素，{width} × {height}，{angle}°</translation>
    </message>
    <message>
        <source>Drag, or click twice, to measure</source>
        <translation>拖动或点击两次进行测量</translation>
    </message>
    <message>
        <source>Begin on the outline of a polygon or line</source>
        <translation>请从多边形或折线的轮廓上开始</translation>
    </message>
    <message>
        <source>End on the outline where you began, at another place of it</source>
        <translation>请在起始轮廓的另一处结束</translation>
    </message>
    <message>
        <source>The outline would cross itself there</source>
        <translation>轮廓会在此处自相交</translation>
    </message>
    <message>
        <source>Replace the longer way</source>
        <translation>替换较长的一段</translation>
    </message>
    <message>
        <source>Draw a new stretch of an outline from a place on it to another</source>
        <translation>从轮廓上的一处画到另一处，替换其间的一段</translation>
    </message>
    <message>
        <source>Draw the new outline, and end on the old one</source>
        <translation>画出新轮廓，并在原轮廓上结束</translation>
    </message>
    <message>
        <source>First draw the object anew, or press Esc to bring it back</source>
        <translation>请先重新绘制该对象，或按 Esc 恢复</translation>
    </message>
    <message>
        <source>Draw it anew: all else stays, a digit changes its class. Esc brings it back</source>
        <translation>请重新绘制：其余保持不变，数字键更改类别。按 Esc 恢复</translation>
    </message>
    <message>
        <source>This has no box around it</source>
        <translation>它没有外框</translation>
    </message>
    <message>
        <source>Click an object, or drag a box around it</source>
        <translation>点击一个对象，或在它周围拖出一个框</translation>
    </message>
    <message>
        <source>Drop a SAM model on the window first: its encoder and its decoder, both .onnx</source>
        <translation>请先把 SAM 模型拖到窗口上：编码器和解码器，均为 .onnx</translation>
    </message>
    <message>
        <source>The model looks at the image; clicks wait for it</source>
        <translation>模型正在查看图像；点击会等待它完成</translation>
    </message>
    <message>
        <source>First click the object, then what does not belong to it</source>
        <translation>先点击对象，再点击不属于它的部分</translation>
    </message>
    <message>
        <source>The model marks nothing here</source>
        <translation>模型在此处没有标出任何内容</translation>
    </message>
    <message>
        <source>The model could not look at this image</source>
        <translation>模型无法查看此图像</translation>
    </message>
    <message>
        <source>The model is asked</source>
        <translation>正在询问模型</translation>
    </message>
    <message>
        <source>Mask {n} of {count}, score {score}; click to correct it</source>
        <translation>掩码 {n}/{count}，得分 {score}；点击以修正</translation>
    </message>
    <message>
        <source>Release to mark what is in the box</source>
        <translation>松开即标出框内的内容</translation>
    </message>
    <message>
        <source>Click what is not the object</source>
        <translation>点击不属于对象的部分</translation>
    </message>
    <message>
        <source>Next mask</source>
        <translation>下一个掩码</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>Segments of about {n} × {n} px</source>
        <translation>分块约 {n} × {n} 像素</translation>
    </message>
    <message>
        <source>Zoom in, or ] for larger segments: these are too small to see</source>
        <translation>分块太小看不清：请放大视图，或按 ] 增大分块</translation>
    </message>
    <message>
        <source>Drag over segments to paint them</source>
        <translation>拖过分块即可涂抹</translation>
    </message>
    <message>
        <source>Size of segments</source>
        <translation>分块大小</translation>
    </message>
    <message>
        <source>Release to keep the segments</source>
        <translation>松开以保留这些分块</translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message>
        <source>Search actions</source>
        <translation>搜索操作</translation>
    </message>
    <message>
        <source>Annotate</source>
        <translation>标注</translation>
    </message>
    <message>
        <source>Grid</source>
        <translation>网格</translation>
    </message>
</context>
<context>
    <name>Tracking</name>
    <message>
        <source>{n} moved image was found again</source>
        <translation>重新找到 {n} 张被移动的图像</translation>
    </message>
    <message>
        <source>{n} moved images were found again</source>
        <translation>重新找到 {n} 张被移动的图像</translation>
    </message>
    <message>
        <source>{n} image that you worked on is missing</source>
        <translation>{n} 张标注过的图像缺失</translation>
    </message>
    <message>
        <source>{n} images that you worked on are missing</source>
        <translation>{n} 张标注过的图像缺失</translation>
    </message>
    <message>
        <source>Their objects are kept. They are shown again once the files are back in the folder</source>
        <translation>它们的对象已保留。文件放回文件夹后会重新显示</translation>
    </message>
    <message>
        <source>Show problems</source>
        <translation>显示问题</translation>
    </message>
    <message>
        <source>The image file is missing; its objects are kept</source>
        <translation>图像文件缺失；其对象均已保留</translation>
    </message>
    <message>
        <source>The file holds another image than when it was labelled</source>
        <translation>此文件的图像与标注时不同</translation>
    </message>
    <message>
        <source>Another image has taken this name; the objects of the earlier one are kept</source>
        <translation>另一张图像使用了此名称；原图像的对象均已保留</translation>
    </message>
    <message>
        <source>No image of this project is in this folder</source>
        <translation>此文件夹中没有该项目的图像</translation>
    </message>
    <message>
        <source>Nothing was changed</source>
        <translation>未作任何更改</translation>
    </message>
</context>
<context>
    <name>Unseen</name>
    <message>
        <source>{name} cannot be shown</source>
        <translation>无法显示 {name}</translation>
    </message>
    <message>
        <source>This image cannot be shown</source>
        <translation>无法显示此图像</translation>
    </message>
    <message>
        <source>{n} object is kept. It is shown as soon as the file can be read</source>
        <translation>{n} 个对象已保留，文件可读取后即会显示</translation>
    </message>
    <message>
        <source>{n} objects are kept. They are shown as soon as the file can be read</source>
        <translation>{n} 个对象已保留，文件可读取后即会显示</translation>
    </message>
</context>
<context>
    <name>Values</name>
    <message>
        <source>Mixed</source>
        <translation>多个值</translation>
    </message>
    <message>
        <source>Not set</source>
        <translation>未设置</translation>
    </message>
</context>
<context>
    <name>Via</name>
    <message>
        <source>VIA JSON or CSV</source>
        <translation>VIA JSON 或 CSV</translation>
    </message>
    <message>
        <source>Attribute that is the class</source>
        <translation>作为类别的属性</translation>
    </message>
    <message>
        <source>{n} file of VIA: {name}</source>
        <translation>{n} 个 VIA 文件：{name}</translation>
    </message>
    <message>
        <source>{n} files of VIA: {name} and others</source>
        <translation>{n} 个 VIA 文件：{name} 等</translation>
    </message>
    <message>
        <source>No JSON or CSV file here is of VIA</source>
        <translation>此处没有 VIA 的 JSON 或 CSV 文件</translation>
    </message>
    <message>
        <source>The entry names no file; it is left out</source>
        <translation>该条目没有文件名；已略去</translation>
    </message>
    <message>
        <source>The list of images of the project is no object</source>
        <translation>项目的图像列表不是 JSON 对象</translation>
    </message>
    <message>
        <source>The region is no object; it is left out</source>
        <translation>该区域不是 JSON 对象；已略去</translation>
    </message>
    <message>
        <source>The file holds no annotations of VIA</source>
        <translation>该文件不含 VIA 的标注</translation>
    </message>
    <message>
        <source>No attribute of the regions is plainly the class; they get the class "{name}"</source>
        <translation>区域的属性中没有明显的类别；它们归入类别“{name}”</translation>
    </message>
    <message>
        <source>The attribute {name} of the regions is taken for their class</source>
        <translation>区域的属性 {name} 被当作类别</translation>
    </message>
    <message>
        <source>The shape {name} is of no known kind; it is kept as it is</source>
        <translation>形状 {name} 不属于任何已知类型；原样保留</translation>
    </message>
    <message>
        <source>The shape {name} lacks numbers; it is left out</source>
        <translation>形状 {name} 缺少数字；已略去</translation>
    </message>
    <message>
        <source>The shape {name} has {xs} x and {ys} y; it is left out</source>
        <translation>形状 {name} 有 {xs} 个 x 和 {ys} 个 y；已略去</translation>
    </message>
    <message>
        <source>The shape {name} has too few points; it is left out</source>
        <translation>形状 {name} 的点太少；已略去</translation>
    </message>
    <message>
        <source>The row has {n} cells, not {wanted}; it is left out</source>
        <translation>该行有 {n} 个单元格，而不是 {wanted} 个；已略去</translation>
    </message>
    <message>
        <source>A cell of the row is no JSON object; the row is left out</source>
        <translation>该行的一个单元格不是 JSON 对象；该行已略去</translation>
    </message>
    <message>
        <source>A video or a sound, not an image; it is left out</source>
        <translation>这是视频或声音，不是图像；已略去</translation>
    </message>
    <message>
        <source>The view has no file; it is left out</source>
        <translation>该视图没有文件；已略去</translation>
    </message>
    <message>
        <source>The metadata of the project are no object</source>
        <translation>项目的元数据不是 JSON 对象</translation>
    </message>
    <message>
        <source>The region is of a moment of a video; it is left out</source>
        <translation>该区域属于视频的某一时刻；已略去</translation>
    </message>
</context>
<context>
    <name>View</name>
    <message>
        <source>Names on the image: off</source>
        <translation>图像上的名称：关闭</translation>
    </message>
    <message>
        <source>Names on the image: on hover</source>
        <translation>图像上的名称：悬停时</translation>
    </message>
    <message>
        <source>Names on the image: always</source>
        <translation>图像上的名称：始终</translation>
    </message>
    <message>
        <source>A tag goes on to the next image</source>
        <translation>加标签后转到下一张图像</translation>
    </message>
    <message>
        <source>A tag stays on its image</source>
        <translation>加标签后停留在当前图像</translation>
    </message>
</context>
<context>
    <name>Voice</name>
    <message>
        <source>Something unexpected happened</source>
        <translation>发生了意外情况</translation>
    </message>
    <message>
        <source>Details are in the log: {error}</source>
        <translation>详细信息见日志：{error}</translation>
    </message>
    <message>
        <source>Everything done so far is saved. Details are in the log: {error}</source>
        <translation>到目前为止的所有操作均已保存。详细信息见日志：{error}</translation>
    </message>
    <message>
        <source>The last changes are not on the disk yet. Details are in the log: {error}</source>
        <translation>最近的更改尚未写入磁盘。详细信息见日志：{error}</translation>
    </message>
    <message>
        <source>Copy details</source>
        <translation>复制详细信息</translation>
    </message>
    <message>
        <source>{path}: {text}</source>
        <translation>{path}：{text}</translation>
    </message>
    <message>
        <source>{kept}. {advice}</source>
        <translation>{kept}。{advice}</translation>
    </message>
</context>
<context>
    <name>Why</name>
    <message>
        <source>Why this suggestion?</source>
        <translation>为什么有此建议？</translation>
    </message>
    <message>
        <source>Choose a suggestion with Tab, or an object that a model made</source>
        <translation>请按 Tab 选择一个建议，或选择由模型生成的对象</translation>
    </message>
    <message>
        <source>The model says</source>
        <translation>模型判断</translation>
    </message>
    <message>
        <source>Shown from</source>
        <translation>显示下限</translation>
    </message>
    <message>
        <source>Also said there</source>
        <translation>同处还有</translation>
    </message>
    <message>
        <source>Since then</source>
        <translation>此后</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Your labels say</source>
        <translation>您的标注判断</translation>
    </message>
    <message>
        <source>Most like</source>
        <translation>最相似的</translation>
    </message>
    <message>
        <source>Recognised by</source>
        <translation>识别依据</translation>
    </message>
    <message>
        <source>Goes in as</source>
        <translation>输入方式</translation>
    </message>
    <message>
        <source>Is read as</source>
        <translation>解读方式</translation>
    </message>
    <message>
        <source>{name}, score {score}</source>
        <translation>{name}，分数 {score}</translation>
    </message>
    <message>
        <source>{name}, score {score}; its class here is {known}</source>
        <translation>{name}，分数 {score}；此处的类别为 {known}</translation>
    </message>
    <message>
        <source>{name}, score {score}; accepting it makes the class</source>
        <translation>{name}，分数 {score}；接受时会新建该类别</translation>
    </message>
    <message>
        <source>{score}, of this class alone</source>
        <translation>{score}，仅用于此类别</translation>
    </message>
    <message>
        <source>Nothing else</source>
        <translation>没有其他</translation>
    </message>
    <message>
        <source>Waits for an answer</source>
        <translation>待处理</translation>
    </message>
    <message>
        <source>Set aside, as the image is done</source>
        <translation>图像已完成，已被搁置</translation>
    </message>
    <message>
        <source>Accepted as it was</source>
        <translation>已原样接受</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>已拒绝</translation>
    </message>
    <message>
        <source>Taken back with its run</source>
        <translation>已随其运行一并撤回</translation>
    </message>
    <message>
        <source>Accepted, and edited</source>
        <translation>已接受并编辑</translation>
    </message>
    <message>
        <source>{percent} % sure</source>
        <translation>把握 {percent} %</translation>
    </message>
    <message>
        <source>Not known: the model is no longer in the library</source>
        <translation>未知：模型已不在模型库中</translation>
    </message>
    <message>
        <source>{width} × {height} px</source>
        <translation>{width} × {height} 像素</translation>
    </message>
    <message>
        <source>the size of the image, at most {most} px</source>
        <translation>图像原大小，最大 {most} 像素</translation>
    </message>
    <message>
        <source>whole, with margins of {pad} around it</source>
        <translation>完整图像，四周以 {pad} 填充</translation>
    </message>
    <message>
        <source>stretched</source>
        <translation>拉伸</translation>
    </message>
    <message>
        <source>its middle</source>
        <translation>取中部</translation>
    </message>
    <message>
        <source>whole, with margins of {pad} at the right and below</source>
        <translation>完整图像，右侧和下方以 {pad} 填充</translation>
    </message>
    <message>
        <source>{size}, {fit}; {colour}, {dtype}, {layout}</source>
        <translation>{size}，{fit}；{colour}，{dtype}，{layout}</translation>
    </message>
    <message>
        <source>numbers × {scale}</source>
        <translation>数值 × {scale}</translation>
    </message>
    <message>
        <source>numbers × {scale}, less {mean}, divided by {std}</source>
        <translation>数值 × {scale}，减 {mean}，除以 {std}</translation>
    </message>
    <message>
        <source>{format}, from score {score}; what overlaps by {iou} is one thing; at most {most}</source>
        <translation>{format}，分数不低于 {score}；重叠达 {iou} 视为同一对象；最多 {most} 个</translation>
    </message>
</context>
<context>
    <name>Work</name>
    <message>
        <source>{text} is no option; write NAME=VALUE</source>
        <translation>{text} 不是选项；请写成 NAME=VALUE</translation>
    </message>
    <message>
        <source>There is a sound backup: labeldesk restore {project} puts it there</source>
        <translation>存在完好的备份：labeldesk restore {project} 可将其恢复</translation>
    </message>
    <message>
        <source>There is no image to write</source>
        <translation>没有可写入的图像</translation>
    </message>
    <message>
        <source>Nothing here can be read</source>
        <translation>此处没有可读取的内容</translation>
    </message>
    <message>
        <source>Nothing was written</source>
        <translation>未写入任何内容</translation>
    </message>
    <message>
        <source>Label an image or mark one done, then export again</source>
        <translation>请标注一张图像或将一张标记完成，然后重新导出</translation>
    </message>
    <message>
        <source>{state} is no state; there are {states}</source>
        <translation>{state} 不是状态；可用状态：{states}</translation>
    </message>
    <message>
        <source>The image cannot be read and is left out: {reason}</source>
        <translation>图像无法读取，已略过：{reason}</translation>
    </message>
    <message>
        <source>The image file is missing; the image is left out</source>
        <translation>图像文件缺失，该图像已略过</translation>
    </message>
    <message>
        <source>What {name} was before lies here: files in it are not from an export</source>
        <translation>{name} 之前的内容在此：其中有并非由导出产生的文件</translation>
    </message>
    <message>
        <source>Import {n} annotations ({format})</source>
        <translation>导入 {n} 个标注（{format}）</translation>
    </message>
    <message>
        <source>The images must lie in the folder of the project, {root}</source>
        <translation>图像必须位于项目的文件夹 {root} 中</translation>
    </message>
    <message>
        <source>The import stopped unexpectedly (exit code {code})</source>
        <translation>导入意外停止（退出代码 {code}）</translation>
    </message>
    <message>
        <source>The project was not changed</source>
        <translation>项目未更改</translation>
    </message>
    <message>
        <source>The image file is missing</source>
        <translation>图像文件缺失</translation>
    </message>
    <message>
        <source>The image is {real}, but was {told} when it was labelled</source>
        <translation>图像为 {real}，但标注时为 {told}</translation>
    </message>
    <message>
        <source>The object lies outside the image</source>
        <translation>对象位于图像之外</translation>
    </message>
    <message>
        <source>The object has no area</source>
        <translation>对象没有面积</translation>
    </message>
    <message>
        <source>The object is there twice</source>
        <translation>对象出现两次</translation>
    </message>
    <message>
        <source>The folder of the images is not there</source>
        <translation>图像文件夹不存在</translation>
    </message>
    <message>
        <source>There is nothing here</source>
        <translation>此处没有内容</translation>
    </message>
    <message>
        <source>{text} is no split; write shares that add up to 1, e.g. train=0.8,val=0.2</source>
        <translation>{text} 不是划分；请写出总和为 1 的比例，例如 train=0.8,val=0.2</translation>
    </message>
    <message>
        <source>What this model does is not recognised</source>
        <translation>无法识别此模型的用途</translation>
    </message>
    <message>
        <source>Look at it with: labeldesk inspect MODEL</source>
        <translation>用以下命令查看：labeldesk inspect MODEL</translation>
    </message>
    <message>
        <source>Stopped after {done} of {total} images; what was found so far is kept</source>
        <translation>在 {total} 张图像中的 {done} 张之后停止；已找到的结果均已保留</translation>
    </message>
    <message>
        <source>Accept {n} suggestions of {model}</source>
        <translation>接受 {model} 的 {n} 个建议</translation>
    </message>
    <message>
        <source>images</source>
        <translation>张图像</translation>
    </message>
    <message>
        <source>The sample could not be written: {why}</source>
        <translation>无法写入示例：{why}</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>Nothing was changed</source>
        <translation>未作任何更改</translation>
    </message>
    <message>
        <source>A mistake of Labeldesk came between ({error})</source>
        <translation>Labeldesk 出现内部错误（{error}）</translation>
    </message>
    <message>
        <source>Not read: the name is not UTF-8; rename the file</source>
        <translation>未读取：名称不是 UTF-8，请重命名该文件</translation>
    </message>
    <message>
        <source>This model describes images and proposes nothing</source>
        <translation>此模型只描述图像，不提出建议</translation>
    </message>
    <message>
        <source>There are no annotations of the format {format} here</source>
        <translation>这里没有 {format} 格式的标注</translation>
    </message>
    <message>
        <source>The image file is broken: {reason}</source>
        <translation>图像文件已损坏：{reason}</translation>
    </message>
    <message>
        <source>This model marks what is clicked; it proposes nothing itself</source>
        <translation>此模型标出被点击的内容；它自己不提出建议</translation>
    </message>
    <message>
        <source>{text} is no way to merge; there are {ways}</source>
        <translation>{text} 不是合并方式；可用的有 {ways}</translation>
    </message>
    <message>
        <source>No image files were found that could go with the labels</source>
        <translation>没有找到可随标注一起导出的图像文件</translation>
    </message>
    <message>
        <source>{text} is no way to split; there are {ways}</source>
        <translation>{text} 不是划分方式；可用的有 {ways}</translation>
    </message>
    <message>
        <source>{text} is no pattern: {reason}</source>
        <translation>{text} 不是有效的模式：{reason}</translation>
    </message>
    <message>
        <source>Where every part gets its share of each class, images cannot keep their part</source>
        <translation>各类别按比例分配时，图像无法保持原来的部分</translation>
    </message>
    <message>
        <source>No image is in {part}: groups stay together, and there are {n} of them</source>
        <translation>{part} 中没有图像：各组不拆开，而总共只有 {n} 组</translation>
    </message>
    <message>
        <source>No image is in {part}: it has too small a share of so few</source>
        <translation>{part} 中没有图像：图像太少，其份额不足一张</translation>
    </message>
    <message>
        <source>{text} is nothing to do with image files; there are {modes}</source>
        <translation>{text} 不是处理图像文件的方式；可用的有 {modes}</translation>
    </message>
    <message>
        <source>Hard links cannot be made there; the images are copied</source>
        <translation>那里不能建立硬链接；图像已复制</translation>
    </message>
    <message>
        <source>The path has a line break and is not in the list of paths</source>
        <translation>路径中有换行，未列入路径列表</translation>
    </message>
    <message>
        <source>A {before} goes out as a {after}, as asked</source>
        <translation>{before}按要求以{after}导出</translation>
    </message>
    <message>
        <source>The holes of a {kind} are filled, as asked</source>
        <translation>{kind}的孔洞按要求填充</translation>
    </message>
    <message>
        <source>The holes of a {kind} are joined to its outline, as asked</source>
        <translation>{kind}的孔洞按要求并入轮廓</translation>
    </message>
    <message>
        <source>A {kind} is left out rather than written as a {after}</source>
        <translation>{kind}被略去，而不写成{after}</translation>
    </message>
    <message>
        <source>An object of the class {name} is left out, as asked</source>
        <translation>类别 {name} 的对象按要求略去</translation>
    </message>
    <message>
        <source>{text} is no choice here; there are {choices}</source>
        <translation>{text} 不是可选项；可选的有 {choices}</translation>
    </message>
    <message>
        <source>There is no class {name}; there are {names}</source>
        <translation>没有类别 {name}；现有 {names}</translation>
    </message>
    <message>
        <source>{name} is there twice</source>
        <translation>{name} 出现了两次</translation>
    </message>
    <message>
        <source>A tolerance is 0 or more pixels</source>
        <translation>容差不能小于 0 像素</translation>
    </message>
    <message>
        <source>{text} is no size; write 640 for the longest side or 640x480</source>
        <translation>{text} 不是尺寸；最长边请写 640，或写 640x480</translation>
    </message>
    <message>
        <source>{text} is no way to crop; there are {choices}</source>
        <translation>{text} 不是裁剪方式；可用的有 {choices}</translation>
    </message>
    <message>
        <source>Tiles overlap by less than their side</source>
        <translation>图块的重叠必须小于其边长</translation>
    </message>
    <message>
        <source>Images are cropped or cut into tiles, not both</source>
        <translation>图像要么裁剪，要么切成图块，不能同时进行</translation>
    </message>
    <message>
        <source>The size of the image is not known; it is left out</source>
        <translation>图像尺寸未知；已略去</translation>
    </message>
    <message>
        <source>An object lies outside every part of the image that goes out</source>
        <translation>对象不在该图像任何导出的部分内</translation>
    </message>
    <message>
        <source>A tag or caption is of the whole image; its parts go without</source>
        <translation>标签或描述属于整幅图像；其各部分不带</translation>
    </message>
    <message>
        <source>The image cannot be written as {kind}</source>
        <translation>图像无法写成 {kind}</translation>
    </message>
    <message>
        <source>Images of another size are written anew, not linked or listed</source>
        <translation>改变尺寸的图像会重新写入，不能链接或列出</translation>
    </message>
    <message>
        <source>There are no batches of CIFAR-10 here</source>
        <translation>此处没有 CIFAR-10 的批次文件</translation>
    </message>
    <message>
        <source>No batches.meta has names of classes; numbers are used</source>
        <translation>没有 batches.meta 给出类别名称；使用编号</translation>
    </message>
    <message>
        <source>batches</source>
        <translation>批次</translation>
    </message>
    <message>
        <source>COCO results, as suggestions</source>
        <translation>COCO 结果，作为建议</translation>
    </message>
    <message>
        <source>{name} is a list of what a model found</source>
        <translation>{name} 是模型结果的列表</translation>
    </message>
    <message>
        <source>File with the images and classes that the numbers mean</source>
        <translation>编号所指图像与类别的文件</translation>
    </message>
    <message>
        <source>There is no preview of a zip with images, nor of what a model found</source>
        <translation>含图像的 zip 以及模型结果没有预览</translation>
    </message>
    <message>
        <source>The images were unpacked into {folder}</source>
        <translation>图像已解压到 {folder}</translation>
    </message>
    <message>
        <source>No results of a model were found here</source>
        <translation>此处没有模型结果</translation>
    </message>
    <message>
        <source>It is not known which images the numbers in the file mean</source>
        <translation>不知道文件中的编号指哪些图像</translation>
    </message>
    <message>
        <source>Import the file that lists the images first, or put it beside this one</source>
        <translation>请先导入列出图像的文件，或把它放在此文件旁边</translation>
    </message>
    <message>
        <source>What the numbers mean is taken from {name}</source>
        <translation>编号的含义取自 {name}</translation>
    </message>
    <message>
        <source>Images were found by the numbers in their names</source>
        <translation>图像是按名称中的编号找到的</translation>
    </message>
    <message>
        <source>The file cannot be read: {reason}</source>
        <translation>无法读取文件：{reason}</translation>
    </message>
    <message>
        <source>Stopped; what was taken in so far is kept</source>
        <translation>已停止；到目前为止导入的内容会保留</translation>
    </message>
    <message>
        <source>The images of the zip file must be unpacked into the folder of the project, {root}</source>
        <translation>zip 文件的图像必须解压到项目的文件夹 {root} 中</translation>
    </message>
    <message>
        <source>Say where with --unpack DIR, or which images the labels are of with --images DIR</source>
        <translation>用 --unpack DIR 指定位置，或用 --images DIR 指定标签所属的图像</translation>
    </message>
</context>
</TS>
